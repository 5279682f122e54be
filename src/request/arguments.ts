/** Argument vector → options and command, for `run`, `explain` and the glexec drop-in. */
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { LaunchError } from '../core/errors'
import { RUN_OPTIONS } from '../core/run-options'

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
  try {
    const { values } = parseArgs({ args: words.slice(0, end), options: OPTIONS, strict: true, allowPositionals: false })
    for (const { name, choices, multiple } of RUN_OPTIONS) checkValue(name, values[name], choices, multiple)
    return { options: values as RunArguments['options'], command }
  } catch (error) {
    if (error instanceof LaunchError) throw error
    throw usage(
      error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : 'the arguments are not understood',
    )
  }
}

const OPTIONS: NonNullable<ParseArgsConfig['options']> = Object.fromEntries(
  RUN_OPTIONS.map(({ name, value }) => [name, { type: value === undefined ? 'boolean' : 'string', multiple: true }]),
)

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
