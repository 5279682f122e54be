/** The command table: whole, and what the parser makes of it. */
import { ACTIONS } from '../../src/cli/actions'
import { COMMANDS, findCommand, GROUPS } from '../../src/cli/commands'

describe('the command table', () => {
  test.each(COMMANDS.map((command) => [command.name, command] as const))(
    'has all there is to say of "%s"',
    (_, command) => {
      expect(ACTIONS[command.name]).toBeInstanceOf(Function)
      expect(command.summary).toMatch(/^[a-z].*[^.]$/)
      expect(command.examples.length).toBeGreaterThan(0)
      for (const [example, meaning] of command.examples) {
        expect(example).toMatch(/mapexec|cli\.js/)
        expect(meaning).not.toBe('')
      }
      for (const option of command.options ?? []) expect(option.name).toMatch(/^[a-z][a-z-]*$/)
    },
  )

  test('names each command and each option once', () => {
    const names = COMMANDS.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const { options = [] } of COMMANDS) expect(new Set(options.map(({ name }) => name)).size).toBe(options.length)
  })

  test('has no action without a command', () => {
    expect(Object.keys(ACTIONS).filter((name) => findCommand(name) === undefined)).toEqual([])
  })

  test('says what each group of commands is about', () => {
    const groups = COMMANDS.flatMap(({ name }) => (name.includes(' ') ? [name.split(' ')[0]] : []))
    expect(Object.keys(GROUPS).toSorted()).toEqual([...new Set(groups)].toSorted())
  })
})
