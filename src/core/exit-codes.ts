/** The numbers a launch ends with, and nothing else: gLExec's 201-204 (design §8). */

/** What kind of trouble a reason is: whose turn it is to act. */
export type Kind = 'client' | 'system' | 'denied'

export const EXIT = {
  client: 201,
  system: 202,
  denied: 203,
  /** The payload itself ended with 201-204; the record keeps the real code. */
  payload: 204,
} as const satisfies Record<Kind | 'payload', number>
