/** The parser in front of the commands. */
import { digestOf, parsePayload } from '../../src/authenticate/munge/binding'
import { LaunchError } from '../../src/core/errors'
import { VERSION } from '../../src/core/version'
import { COMMANDS } from '../../src/cli/commands'
import { createOutput } from '../../src/cli/output'
import { runProgram } from '../../src/cli/program'
import { reasonOfAsync } from '../support/reason'

function terminal() {
  const said = { out: '', err: '' }
  const stdout = { write: (text: string) => (said.out += text) }
  const stderr = { write: (text: string) => (said.err += text) }
  return {
    said,
    output: (json: boolean) => createOutput(stdout, stderr, { json, environment: {} }),
    write: (text: string) => void stdout.write(text),
    complain: (text: string) => void stderr.write(text),
  }
}

describe('mapexec', () => {
  test.each(['--help', '-h', 'help'])('%s names every command with its summary', async (word) => {
    const to = terminal()
    expect(await runProgram([word], to)).toBe(0)
    for (const { name, summary } of COMMANDS) {
      const [first] = name.split(' ')
      expect(to.said.out).toContain(`  ${first ?? ''}`)
      if (!name.includes(' ')) expect(to.said.out.replace(/\s+/g, ' ')).toContain(summary)
    }
    expect(to.said.out).toContain('Examples:')
    expect(to.said.err).toBe('')
  })

  test.each(COMMANDS.map(({ name }) => name))('%s --help shows arguments, options and examples', async (name) => {
    const to = terminal()
    expect(await runProgram([...name.split(' '), '--help'], to)).toBe(0)
    const command = COMMANDS.find((one) => one.name === name)
    for (const option of command?.options ?? []) expect(to.said.out).toContain(`--${option.name}`)
    for (const [example] of command?.examples ?? []) expect(to.said.out).toContain(example)
  })

  test('--version says which', async () => {
    const to = terminal()
    expect(await runProgram(['--version'], to)).toBe(0)
    expect(to.said.out).toBe(`mapexec ${VERSION}\n`)
  })
})

test('mapexec bind takes each --env, and leaves options of the command alone', async () => {
  const to = terminal()
  const words = ['--node', 'wn1', '--env', 'A=1', '--env', 'B=2', '--env', 'A=3', '/bin/echo', '--env', 'C=4']
  expect(await runProgram(['bind', ...words], to)).toBe(0)
  const environment = [
    { name: 'A', value: '3' },
    { name: 'B', value: '2' },
  ]
  const command = ['/bin/echo', '--env', 'C=4']
  expect(parsePayload(to.said.out)?.digest).toBe(digestOf({ node: 'wn1', account: '', cwd: '', environment, command }))
})

describe('mapexec refuses', () => {
  test.each<[why: string, words: readonly string[]]>([
    ['nothing at all', []],
    ['an unknown command', ['instal']],
    ['an unknown option', ['check', '--frobnicate']],
    ['an unknown option of the program itself', ['--frobnicate']],
    ['an argument too many', ['check', 'a', 'b']],
    ['a value outside of the list', ['install', '--example', 'nobody']],
    ['an option without its value', ['install', '--example']],
    ['to bind a command whose path is not known', ['bind', '--', 'id']],
    ['to bind a directory that is not known', ['bind', '--cwd', 'here', '--', '/usr/bin/id']],
    ['to bind what is no variable', ['bind', '--env', 'A', '--', '/usr/bin/id']],
    ['to run anything: it has no privilege and must not try', ['run', '--unix', '--', '/bin/true']],
  ])('%s', async (_why, words) => {
    expect(await reasonOfAsync(() => runProgram(words, terminal()))).toBe('usage')
  })

  test('with the message of the parser, without its prefix', async () => {
    const failure: unknown = await runProgram(['instal'], terminal()).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(LaunchError)
    expect(String(failure)).toContain("unknown command 'instal'")
    expect(String(failure)).not.toContain('error:')
  })
})
