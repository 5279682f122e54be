/**
 * Settings that `mapexec install` has worked out beforehand: a launch that finds them need not parse TOML nor judge it
 * again. They stand beside the decision program (`decider-HASH.settings`), so that they are of exactly this program, and
 * hold the text that they were made from: as soon as mapexec.toml says anything else, they count no more.
 */
import { LaunchError } from '../core/errors'
import type { Settings } from '../core/settings'
import type { System } from '../core/system'

export const CONFIGURATION_PATH = '/etc/mapexec/mapexec.toml'

const LARGEST = 4 * 1024 * 1024

interface Compiled {
  readonly text: string
  readonly settings: unknown
}

/** What JSON does not have, as an object that no configuration has. */
const BIGINT = '$bigint'
const UNDEFINED = '$undefined'

export function compileSettings(text: string, settings: Settings): string {
  const compiled: Compiled = { text, settings: encode(settings) }
  return JSON.stringify(compiled)
}

/**
 * Undefined where there are none, none for this text, or none that only root can have written: then the configuration is
 * loaded in full, and says what is wrong with it.
 */
export function findCompiled(system: System, path: string, compiledPath: string): Settings | undefined {
  try {
    const { text } = system.readTrustedFile(path, LARGEST)
    const compiled = JSON.parse(system.readTrustedFile(compiledPath, LARGEST).text) as Compiled
    return compiled.text === text ? (decode(compiled.settings) as Settings) : undefined
  } catch (error) {
    if (error instanceof LaunchError || error instanceof SyntaxError) return undefined
    throw error
  }
}

function encode(value: unknown): unknown {
  if (typeof value === 'bigint') return { [BIGINT]: value.toString() }
  if (value === undefined) return { [UNDEFINED]: true }
  if (Array.isArray(value)) return value.map(encode)
  return isObject(value) ? mapValues(value, encode) : value
}

function decode(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decode)
  if (!isObject(value)) return value
  const { [BIGINT]: digits, [UNDEFINED]: absent } = value
  if (typeof digits === 'string') return BigInt(digits)
  return absent === true ? undefined : mapValues(value, decode)
}

const mapValues = (value: Readonly<Record<string, unknown>>, change: (one: unknown) => unknown) =>
  Object.fromEntries(Object.entries(value).map(([key, one]) => [key, change(one)]))

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
