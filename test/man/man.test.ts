import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { COMMANDS } from '../../src/cli/commands'
import { REASONS } from '../../src/core/reasons'
import { configurationSchema } from '../../src/config/schema'

const ROOT = join(__dirname, '../..')
const page = (name: string) => readFileSync(join(ROOT, 'man', name), 'utf8')
/** As a reader sees the words: without roff's marks. */
const words = (name: string) =>
  page(name)
    .replaceAll('\\-', '-')
    .replace(/\\f[BIR]/g, '')
    .replaceAll('\\e', '\\')

test('the manual pages are what the tables say now', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts/man.mjs'), '--check'], {
    encoding: 'utf8',
  })
  expect([status, stderr]).toEqual([0, ''])
})

test('there are four of them', () =>
  expect(
    readdirSync(join(ROOT, 'man'))
      .filter((name) => /\.\d$/.test(name))
      .toSorted(),
  ).toEqual(['mapexec-admin.8', 'mapexec-records.5', 'mapexec.1', 'mapexec.toml.5']))

test.each(COMMANDS.map((command) => [command.name, command] as const))(
  '%s is described with its options',
  (name, command) => {
    const text = words(command.who === 'caller' ? 'mapexec.1' : 'mapexec-admin.8')
    expect(text).toContain(`.SS "mapexec ${name}"`)
    for (const option of command.options ?? []) expect(text).toContain(`--${option.name}`)
    for (const [example] of command.examples) expect(text).toContain(example)
  },
)

test('every reason is in mapexec(1)', () => {
  const text = words('mapexec.1')
  expect(Object.keys(REASONS).filter((reason) => !text.includes(`\n${reason}\n`))).toEqual([])
})

test('every key of the configuration is in mapexec.toml(5)', () => {
  const text = words('mapexec.toml.5')
  const keys = (schema: unknown): readonly string[] => {
    if (typeof schema !== 'object' || schema === null) return []
    const { properties, items } = schema as { properties?: Record<string, unknown>; items?: unknown }
    return [...keys(items), ...Object.entries(properties ?? {}).flatMap(([key, value]) => [key, ...keys(value)])]
  }
  expect(keys(configurationSchema()).filter((key) => !text.includes(key))).toEqual([])
})

const groff = spawnSync('groff', ['--version']).status === 0
;(groff ? test : test.skip).each(['mapexec.1', 'mapexec-admin.8', 'mapexec.toml.5', 'mapexec-records.5'])(
  'groff has nothing to say against %s',
  (name) => {
    const { stderr } = spawnSync('groff', ['-man', '-Tutf8', '-ww', join(ROOT, 'man', name)], { encoding: 'utf8' })
    expect(stderr).toBe('')
    expect(execFileSync('groff', ['-man', '-Tutf8', join(ROOT, 'man', name)]).length).toBeGreaterThan(1000)
  },
)
