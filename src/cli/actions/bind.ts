/** `mapexec bind`: the payload of a MUNGE credential for one launch. */
import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { posix } from 'node:path'
import { digestOf, payloadOf } from '../../authenticate/munge/binding'
import { LaunchError } from '../../core/errors'
import { CWD_WORDS } from '../../core/run-options'
import { mergeEnvironment, parseExplicit } from '../../request/environment'
import type { Invocation, OptionValues } from '../actions'

/** Errors: `usage`. */
export function bindCommand({ arguments: command, options, output }: Invocation): Promise<number> {
  if (!posix.isAbsolute(command[0] ?? ''))
    throw new LaunchError('usage', 'the command must be an absolute path: which one a name means is known elsewhere')
  const cwd = textOf(options, 'cwd')
  if (cwd !== '' && !CWD_WORDS.includes(cwd) && !posix.isAbsolute(cwd))
    throw new LaunchError('usage', `--cwd must be an absolute path or one of ${CWD_WORDS.join(', ')}`)
  const digest = digestOf({
    node: textOf(options, 'node') || hostname(),
    account: textOf(options, 'account'),
    cwd,
    environment: mergeEnvironment(parseExplicit(wordsOf(options, 'env'))),
    command,
  })
  output.line(payloadOf({ nonce: randomBytes(16).toString('hex'), digest }))
  return Promise.resolve(0)
}

function textOf(options: OptionValues, name: string): string {
  const value = options[name]
  return typeof value === 'string' ? value : ''
}

const wordsOf = (options: OptionValues, name: string): readonly string[] => {
  const value = options[name]
  return typeof value === 'string' ? [value] : Array.isArray(value) ? value.map(String) : []
}
