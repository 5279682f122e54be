/** What doctor says: one line for each thing that it looked at. */
export interface Finding {
  /** Stable: `helper-capabilities`. */
  readonly id: string
  readonly level: 'ok' | 'warning' | 'problem'
  readonly message: string
  /** The command or change that mends it; '' with ok. */
  readonly remedy: string
}

export const ok = (id: string, message: string): Finding => ({ id, level: 'ok', message, remedy: '' })
export const warning = (id: string, message: string, remedy: string): Finding => ({
  id,
  level: 'warning',
  message,
  remedy,
})
export const problem = (id: string, message: string, remedy: string): Finding => ({
  id,
  level: 'problem',
  message,
  remedy,
})

/** The finding of a check that may have nothing to say against: the first objection, or that all is well. */
export const firstOf = (good: Finding, ...objections: readonly (Finding | undefined)[]): Finding =>
  objections.find((one) => one !== undefined) ?? good
