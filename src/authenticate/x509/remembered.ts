/**
 * What a service remembers of proxies that it has found good: the second launch with the same file need not verify the
 * same signatures again. Only a yes is remembered, and it is a yes only for as long as everything that it rests on is
 * the same: the bytes of the file, the caller's exemptions, the settings, every file of the CA and VOMS directories that
 * was read or found absent, and the time, which has to lie within every certificate, attribute certificate and CRL.
 */
import { LaunchError } from '../../core/errors'
import type { X509Settings } from '../../core/settings'
import type { Identity, Plain } from '../../core/stages'
import type { System, TrustedFileOptions } from '../../core/system'
import type { Check } from '../../core/trace'

/** Everything of an identity that does not come with each presentation anew. */
export type Facts = Omit<Plain<Identity>, 'proxy' | 'evidence'>

export interface Remembered {
  readonly facts: Facts
  /** What the verification noted, to be noted again. */
  readonly checks: readonly Check[]
}

interface Entry extends Remembered {
  readonly settings: X509Settings
  readonly inputs: readonly Input[]
  readonly hostName: string
  readonly bounds: Bounds
}

/** Seconds since the epoch. */
export interface Bounds {
  readonly notBefore: number
  readonly notAfter: number
}

/** One question to the system port, and the answer. */
interface Input {
  readonly ask: (system: System) => string
  readonly answer: string
}

const MOST = 512

/** The memory of this process; the cold decider never has use for it. */
const entries = new Map<string, Entry>()

/** The port, and a list of what was asked of it. */
export function watched(system: System): { readonly system: System; readonly inputs: Input[] } {
  const inputs: Input[] = []
  const noted = <T>(ask: (from: System) => T, text: (value: T) => string): T => {
    const question = (from: System): string => orAbsent(() => text(ask(from)))
    try {
      const value = ask(system)
      inputs.push({ ask: question, answer: text(value) })
      return value
    } catch (error) {
      inputs.push({ ask: question, answer: absence(error) })
      throw error
    }
  }
  return {
    inputs,
    system: {
      ...system,
      readTrustedFile: (path: string, maxBytes?: number, options?: TrustedFileOptions) =>
        noted(
          (from) => from.readTrustedFile(path, maxBytes, options),
          ({ text }) => text,
        ),
      listTrustedDirectory: (path: string) =>
        noted(
          (from) => from.listTrustedDirectory(path),
          (names) => names.join('\0'),
        ),
    },
  }
}

export interface Presented {
  /** SHA-256 of the file. */
  readonly digest: string
  readonly keyless: boolean
  readonly settings: X509Settings
  readonly time: number
}

export function recall(presented: Presented, system: System): Remembered | undefined {
  const key = keyOf(presented)
  const entry = entries.get(key)
  if (entry === undefined) return undefined
  const { bounds, settings, inputs, hostName } = entry
  const isSame =
    settings === presented.settings &&
    presented.time >= bounds.notBefore &&
    presented.time <= bounds.notAfter &&
    hostName === system.hostName() &&
    inputs.every(({ ask, answer }) => ask(system) === answer)
  if (isSame) return entry
  entries.delete(key)
  return undefined
}

/** `bounds`: of everything that was looked at. */
export function remember(
  presented: Presented,
  system: System,
  found: Remembered & { readonly inputs: readonly Input[]; readonly bounds: Bounds },
): void {
  const key = keyOf(presented)
  // The oldest goes: a Map keeps the order of insertion.
  const oldest = entries.keys().next()
  if (entries.size >= MOST && oldest.done !== true) entries.delete(oldest.value)
  entries.set(key, { ...found, settings: presented.settings, hostName: system.hostName() })
}

export function forgetProxies(): void {
  entries.clear()
}

const keyOf = ({ digest, keyless }: Presented): string => `${digest} ${keyless}`

function orAbsent(ask: () => string): string {
  try {
    return ask()
  } catch (error) {
    return absence(error)
  }
}

/** Any trouble but absence is not an answer that anything may rest on: no two of them are the same. */
const absence = (error: unknown): string =>
  error instanceof LaunchError && error.reason === 'list-absent' ? 'absent' : `trouble ${++troubles}`
let troubles = 0
