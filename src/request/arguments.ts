/** Argument vector → options and command, for `run`, `explain` and the glexec drop-in. */
import { LaunchError } from '../core/errors'
import { RUN_OPTIONS, type RunOption } from '../core/run-options'

export interface RunArguments {
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>
  readonly command: readonly string[]
}

const usage = (message: string): LaunchError => new LaunchError('usage', `${message}; see mapexec run --help`)

/**
 * Options up to `--` or the first word that is none; the rest is the command, untouched.
 * Errors: `usage`.
 */
export function parseRunArguments(words: readonly string[]): RunArguments {
  const end = endOfOptions(words)
  const command = words[end] === '--' ? words.slice(end + 1) : words.slice(end)
  const values = new Map<string, (string | boolean)[]>()
  for (let at = 0; at < end; at += 1) {
    const [name, inline] = split(words[at] ?? '')
    const option = RUN_OPTIONS.find((one) => `--${one.name}` === name)
    if (option === undefined) throw usage(`there is no option '${name}'`)
    if (option.value !== undefined && inline === undefined) at += 1
    const value = valueFor(option, inline, words[at])
    values.set(option.name, [...(values.get(option.name) ?? []), value])
  }
  for (const { name, choices, multiple } of RUN_OPTIONS) checkValue(name, values.get(name), choices, multiple)
  return { options: Object.fromEntries(values) as RunArguments['options'], command }
}

/** `--name=value` */
function split(word: string): readonly [name: string, value: string | undefined] {
  const equals = word.indexOf('=')
  return equals === -1 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)]
}

/** A value that looks like an option is a forgotten value, unless it is tied on with `=`. */
function valueFor({ name, value }: RunOption, inline: string | undefined, next: string | undefined): string | boolean {
  if (value === undefined) {
    if (inline !== undefined) throw usage(`--${name} takes no value`)
    return true
  }
  if (inline !== undefined) return inline
  if (next === undefined || (next.length > 1 && next.startsWith('-'))) throw usage(`--${name} needs a value`)
  return next
}

/** A switch that is given twice is a mistake in the caller's script, not a preference. */
function checkValue(
  name: string,
  given: unknown,
  choices: readonly string[] | undefined,
  multiple: true | undefined,
): void {
  if (!Array.isArray(given)) return
  if (given.length > 1 && multiple === undefined) throw usage(`--${name} is given more than once`)
  const odd: unknown = choices && given.find((value) => !choices.includes(String(value)))
  if (typeof odd === 'string') throw usage(`--${name} takes ${choices?.join(', ') ?? ''}, not '${odd}'`)
}

function endOfOptions(words: readonly string[]): number {
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? ''
    if (word === '--' || !word.startsWith('-')) return at
    const option = RUN_OPTIONS.find(({ name }) => word === `--${name}`)
    if (option?.value !== undefined) at += 1
  }
  return words.length
}

/** The one value of an option, or undefined. */
export function valueOf({ options }: RunArguments, name: string): string | undefined {
  const given = options[name]
  const first: unknown = Array.isArray(given) ? given[0] : given
  return typeof first === 'string' ? first : undefined
}

export const valuesOf = ({ options }: RunArguments, name: string): readonly string[] => {
  const given = options[name]
  return Array.isArray(given) ? given.filter((value): value is string => typeof value === 'string') : []
}

export const isSet = ({ options }: RunArguments, name: string): boolean => options[name] !== undefined
