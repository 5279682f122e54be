import { spawnSync } from 'node:child_process'
import { completionFor } from '../../src/cli/actions/completion'
import { COMMANDS } from '../../src/cli/commands'

/** What bash offers for a line, by the function that the script defines. */
function offered(...words: readonly string[]): readonly string[] {
  const script = `${completionFor('bash', COMMANDS) ?? ''}
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _mapexec; printf '%s\\n' "\${COMPREPLY[@]}"`
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script, 'bash', 'mapexec', ...words], {
    encoding: 'utf8',
    cwd: '/',
  })
  if (status !== 0 || stderr !== '') throw new Error(stderr)
  return stdout.trim().split('\n')
}

describe('bash completes', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['commands', ['rec'], ['record']],
    ['every first word', [''], ['run', 'explain', 'record', 'lease', 'log', 'who', 'doctor', 'install', '--version']],
    ['second words', ['record', ''], ['list', 'show', 'tree', 'history']],
    ['options', ['lease', 'expire', '--wh'], ['--when-fuller-than']],
    ['options of a caller', ['run', '--pro'], ['--proxy']],
    ['choices', ['log', 'show', '--event', 're'], ['refusal', 'release']],
    ['files', ['run', '--proxy', '/et'], ['/etc']],
    ['the payload, behind --', ['run', '--', '/bin/tru'], ['/bin/true']],
  ])('%s', (_what, words, expected) => expect(offered(...words)).toEqual(expect.arrayContaining([...expected])))

  test('nothing of another command', () => expect(offered('record', 'show', '--wa')).toEqual(['']))
})

test('fish knows every command and option', () => {
  const script = completionFor('fish', COMMANDS) ?? ''
  for (const { name, options = [] } of COMMANDS) {
    expect(script).toContain(` -a ${name.split(' ').at(-1) ?? ''} `)
    for (const option of options) expect(script).toContain(` -l ${option.name} `)
  }
})

test('zsh is bash with a bridge', () =>
  expect(completionFor('zsh', COMMANDS)).toMatch(/^#compdef mapexec\n.*bashcompinit/))
test('another shell has none', () => expect(completionFor('tcsh', COMMANDS)).toBeUndefined())
