import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

/** Where the shells are installed; their own words for what they offer. */
const shells = ['fish', 'zsh'].filter((shell) => spawnSync(shell, ['-c', ':']).status === 0)
const testIn = (shell: string) => (shells.includes(shell) ? test : test.skip)

describe('fish completes', () => {
  const offers = (line: string): readonly string[] => {
    const script = `${completionFor('fish', COMMANDS) ?? ''}\nfunction mapexec; end\ncomplete -C '${line}'`
    const { stdout } = spawnSync('fish', ['--no-config', '-c', script], { encoding: 'utf8', cwd: '/' })
    return stdout
      .trim()
      .split('\n')
      .map((offer) => offer.split('\t')[0] ?? '')
  }

  testIn('fish').each<[string, readonly string[]]>([
    ['mapexec rec', ['record']],
    ['mapexec record ', ['history', 'list', 'show', 'tree']],
    ['mapexec lease expire --wh', ['--when-fuller-than']],
    ['mapexec log show --event re', ['refusal', 'release']],
    ['mapexec run --proxy /et', ['/etc/']],
  ])('%s', (line, expected) => expect(offers(line)).toEqual(expected))

  testIn('fish')('one second word only', () => expect(offers('mapexec log show ')).not.toContain('follow'))
})

describe('zsh', () => {
  test('is bash with a bridge', () =>
    expect(completionFor('zsh', COMMANDS)).toMatch(/^#compdef mapexec\n.*bashcompinit/))

  testIn('zsh')('answers the very first completion, as a file of $fpath', () => {
    const directory = mkdtempSync(join(tmpdir(), 'mapexec-zsh-'))
    writeFileSync(join(directory, '_mapexec'), completionFor('zsh', COMMANDS) ?? '')
    const script = `zmodload zsh/zpty; zpty z zsh -f -i
      zpty -w z 'fpath=(${directory} $fpath); autoload -Uz compinit; compinit -u -D; bindkey "^I" complete-word; PS1=ready\\>'
      zpty -r z out '*ready>*'; zpty -n -w z $'mapexec rec\\t'; sleep 1; zpty -r -t z out; print -r -- $out`
    const { stdout } = spawnSync('zsh', ['-f', '-c', script], { encoding: 'utf8', timeout: 20_000 })
    rmSync(directory, { recursive: true })
    expect(stdout).toContain('mapexec record')
  })
})
test('another shell has none', () => expect(completionFor('tcsh', COMMANDS)).toBeUndefined())
