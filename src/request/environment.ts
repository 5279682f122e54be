/** The environment that the caller offers: bytes → names and values, with what could not be taken and why. */
import { isUtf8 } from 'node:buffer'
import { LaunchError, messageOf } from '../core/errors'
import type { EnvironmentEntry } from '../core/stages'

export interface OfferedEnvironment {
  readonly entries: readonly EnvironmentEntry[]
  readonly rejected: readonly { readonly name: string; readonly why: string }[]
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/

/**
 * Splits `NAME=value` strings. A name that occurs twice is rejected wholly: shells take the last occurrence, getenv the
 * first (CVE-2010-1646 class), so neither can be believed.
 */
export function parseEnvironment(strings: readonly Buffer[]): OfferedEnvironment {
  const entries = new Map<string, EnvironmentEntry>()
  const rejected = new Map<string, string>()
  for (const bytes of strings) {
    const text = decodeUtf8(bytes)
    const shown = (text ?? bytes.toString('latin1')).split('=')[0] ?? ''
    const equals = text?.indexOf('=') ?? -1
    if (text === undefined) rejected.set(shown, 'not UTF-8')
    else if (equals < 0) rejected.set(shown, 'no =')
    else if (!NAME.test(shown)) rejected.set(shown, 'malformed name')
    else if (entries.has(shown)) rejected.set(shown, 'given twice')
    else entries.set(shown, { name: shown, value: text.slice(equals + 1) })
  }
  for (const name of rejected.keys()) entries.delete(name)
  return { entries: [...entries.values()], rejected: [...rejected].map(([name, why]) => ({ name, why })) }
}

/** `NAME=value` words of --env. Errors: `usage`. */
export function parseExplicit(words: readonly string[]): readonly EnvironmentEntry[] {
  return words.map((word) => {
    const equals = word.indexOf('=')
    const name = equals < 0 ? word : word.slice(0, equals)
    if (equals < 0 || !NAME.test(name)) throw new LaunchError('usage', '--env takes NAME=VALUE; see mapexec run --help')
    return { name, value: word.slice(equals + 1), explicit: true }
  })
}

/** What the published wrap scripts leave out, and the launch sets itself. */
const NEVER_WRAPPED = new Set(['HOME', 'LOGNAME', 'USER', 'X509_USER_PROXY', '_'])

/**
 * GLEXEC_ENV of the gLExec wrap scripts: base64 of the zlib-deflated text in which each variable stands as the base64 of
 * `K=V`, followed by a space. The size is capped before it is inflated. Errors: `environment-malformed`.
 */
export function parseWrappedEnvironment(wrapped: string, maxBytes: number): OfferedEnvironment {
  let text: string
  try {
    text = zlib()
      .inflateSync(Buffer.from(wrapped, 'base64'), { maxOutputLength: maxBytes * 2 })
      .toString('latin1')
  } catch (error) {
    throw new LaunchError(
      'environment-malformed',
      'GLEXEC_ENV cannot be unwrapped; make it with the wrap script or leave it out',
      {
        detail: messageOf(error),
      },
    )
  }
  const { entries, rejected } = parseEnvironment(
    text
      .split(' ')
      .filter(Boolean)
      .map((word) => Buffer.from(word, 'base64')),
  )
  return {
    entries: entries
      .filter(({ name }) => !NEVER_WRAPPED.has(name))
      .map(({ name, value }) => ({ name, value, explicit: true })),
    rejected,
  }
}

/** Loaded with the first wrapped environment: it brings Node's streams with it. */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- `import()` is asynchronous, parsing is not
const zlib = (): typeof import('node:zlib') => require('node:zlib') as typeof import('node:zlib')

/** Later entries replace earlier ones of the same name. */
export function mergeEnvironment(...parts: readonly (readonly EnvironmentEntry[])[]): readonly EnvironmentEntry[] {
  return [...new Map(parts.flat().map((entry) => [entry.name, entry])).values()]
}

/** Undefined where the bytes are not UTF-8. */
export const decodeUtf8 = (bytes: Uint8Array): string | undefined =>
  isUtf8(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8') : undefined
