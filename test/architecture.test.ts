/** Which folder may know which (design: layout), who may mint which stage, and that every source file has its test. */
import { readdirSync, readFileSync, existsSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { dependencies } from '../package.json'

const ROOT = join(__dirname, '..')
const SOURCE = join(ROOT, 'src')

const filesBelow = (directory: string): readonly string[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

const sources = filesBelow(SOURCE)
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
  .map((path) => ({ name: relative(SOURCE, path), path, text: readFileSync(path, 'utf8') }))

/** What a file imports: static imports, re-exports, import(), require(). */
const importsOf = (text: string): readonly string[] =>
  [...text.matchAll(/(?:\bfrom\s+|\bimport\s+|\bimport\(\s*|\brequire\(\s*)'([^'\n]+)'/g)].flatMap(([, name]) =>
    name === undefined ? [] : [name],
  )

/** Folder of src/ that a file belongs to: `core`, `mapping`, … or `` for src/ itself. */
const roomOf = (name: string): string => (name.includes('/') ? (name.split('/')[0] ?? '') : '')

const roomsImportedBy = ({ name, path, text }: (typeof sources)[number]): readonly string[] =>
  importsOf(text)
    .filter((target) => target.startsWith('.'))
    .map((target) => relative(SOURCE, join(dirname(path), target)))
    .map((target) =>
      target.startsWith('..')
        ? target
        : existsSync(join(SOURCE, `${target}.ts`))
          ? roomOf(target)
          : (target.split('/')[0] ?? ''),
    )
    .filter((room) => room !== roomOf(name))

const STEPS = ['request', 'authenticate', 'authorize', 'mapping', 'sanitize', 'record', 'launch']
/** Rooms that stand beside the steps and know as little. */
const FOUNDATIONS = ['config', 'system']

describe('a room of src/', () => {
  test.each([...STEPS, ...FOUNDATIONS])('%s imports itself and core/ only', (room) => {
    const strays = sources
      .filter(({ name }) => roomOf(name) === room)
      .flatMap((file) =>
        roomsImportedBy(file)
          .filter((other) => other !== 'core')
          .map((other) => `${file.name} imports ${other}`),
      )
    expect(strays).toEqual([])
  })

  test('core/ imports nothing of src/', () => {
    const strays = sources
      .filter(({ name }) => roomOf(name) === 'core')
      // The version is a fact of the package.
      .flatMap((file) =>
        roomsImportedBy(file)
          .filter((other) => other !== '../package.json')
          .map((other) => `${file.name} imports ${other}`),
      )
    expect(strays).toEqual([])
  })

  test('is known: a new one has its rule here', () => {
    const rooms = [...new Set(sources.map(({ name }) => roomOf(name)))].filter((room) => room !== '')
    expect(
      rooms.filter(
        (room) => ![...STEPS, ...FOUNDATIONS, 'core', 'admin', 'cli', 'executor', 'serve', 'rehearsal'].includes(room),
      ),
    ).toEqual([])
  })

  test('never imports what tests are made of', () => {
    expect(
      sources.filter(({ text }) => importsOf(text).some((name) => name.includes('/test/'))).map(({ name }) => name),
    ).toEqual([])
  })
})

test('only packages that are dependencies are imported, and modules of Node by their full name', () => {
  const allowed = new Set(Object.keys(dependencies))
  const strays = sources.flatMap(({ name, text }) =>
    importsOf(text)
      .filter((target) => !target.startsWith('.') && !target.startsWith('node:'))
      .filter(
        (target) =>
          builtinModules.includes(target) ||
          !allowed.has(
            target
              .split('/')
              .slice(0, target.startsWith('@') ? 2 : 1)
              .join('/'),
          ),
      )
      .map((target) => `${name} imports ${target}`),
  )
  expect(strays).toEqual([])
})

describe('a stage is minted', () => {
  /** Type of core/stages.ts → the room that owns the step. */
  const OWNERS: Readonly<Record<string, readonly string[]>> = {
    LaunchRequest: ['request'],
    Admitted: ['authorize'],
    Identity: ['authenticate'],
    Permit: ['authorize'],
    Target: ['mapping'],
    Job: ['sanitize'],
    Recorded: ['record'],
    LaunchOrder: ['launch'],
  }
  const mints = sources
    .filter(({ name }) => name !== 'core/stages.ts')
    .flatMap(({ name, text }) => [...text.matchAll(/\bmint(?:<(\w+)>)?\s*\(/g)].map(([, stage]) => ({ name, stage })))

  test.each(Object.entries(OWNERS))('%s in %j and nowhere else', (stage, owners) => {
    const places = mints.filter((mint) => mint.stage === stage)
    expect(places.length).toBeGreaterThan(0)
    expect(places.filter(({ name }) => !owners.includes(roomOf(name)))).toEqual([])
  })

  test('always by name', () => {
    expect(mints.filter(({ stage }) => stage === undefined || !Object.hasOwn(OWNERS, stage))).toEqual([])
  })

  test('never by a cast', () => {
    const cast = new RegExp(`\\bas (?:unknown as )?(?:${Object.keys(OWNERS).join('|')})\\b`)
    expect(
      sources.filter(({ name, text }) => name !== 'core/stages.ts' && cast.test(text)).map(({ name }) => name),
    ).toEqual([])
  })
})

test('process.exit stands in src/cli/exit.ts alone', () => {
  expect(
    sources
      .filter(({ text }) => /\bprocess\s*\.\s*(?:exit\s*\(|reallyExit|abort|kill\(process\.pid)/.test(text))
      .map(({ name }) => name),
  ).toEqual(['cli/exit.ts'])
})

test('no source switches the compiler off', () => {
  expect(
    sources.filter(({ text }) => /@ts-(?:ignore|nocheck|expect-error)/.test(text)).map(({ name }) => name),
  ).toEqual([])
})

describe('every source file has its test', () => {
  /** Files whose test is elsewhere, with the reason. */
  const ELSEWHERE: Readonly<Record<string, string>> = {
    'decider.ts': 'a main: test/e2e/ starts it',
    'cli/main.ts': 'a main: test/cli/main.test.ts starts the bundle',
    'cli/exit.ts': 'ends its process: test/cli/main.test.ts starts the bundle',
    'cli/format.ts': 'one number: test/e2e/admin.test.ts holds what is printed against docs/schemas',
    'core/exit-codes.ts': 'four numbers: test/core/reasons.test.ts',
    'core/stages.ts': 'types and the one cast that mints them: above',
    'core/version.ts': 'one constant: test/cli/program.test.ts',
    'core/wire.ts': 'numbers: test/launch/protocol.test.ts holds them against protocol.h',
    'core/run-options.ts': 'a table: test/request/ parses by it, test/cli/ shows it',
  }

  /** Every source file that a file imports, directly or through others. */
  const reach = (path: string, seen = new Set<string>()): ReadonlySet<string> => {
    for (const target of importsOf(readFileSync(path, 'utf8')).filter((name) => name.startsWith('.'))) {
      const bare = join(dirname(path), target)
      const found = [`${bare}.ts`, join(bare, 'index.ts')].find((candidate) => existsSync(candidate))
      if (found === undefined || seen.has(found)) continue
      seen.add(found)
      reach(found, seen)
    }
    return seen
  }
  const tests = filesBelow(join(ROOT, 'test'))
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => ({ name: relative(join(ROOT, 'test'), path), reached: reach(path) }))

  /** test/mapping/lease/… and test/mapping/lease.test.ts are about src/mapping/lease/…; test/x.test.ts about src/x.ts. */
  const isAbout = (test: string, source: string): boolean => {
    const bare = source.replace(/\.ts$/, '')
    const folder = dirname(bare)
    return (
      test === `${bare}.test.ts` || (folder !== '.' && (test.startsWith(`${folder}/`) || test === `${folder}.test.ts`))
    )
  }
  const isTypesOnly = (text: string): boolean => !/^export (?:async )?(?:function|const|class|\{(?! type))/m.test(text)

  test.each(
    sources.filter(({ name, text }) => !isTypesOnly(text) && !Object.hasOwn(ELSEWHERE, name)).map(({ name }) => name),
  )('%s', (name) => {
    const about = tests.filter((test) => isAbout(test.name, name) && test.reached.has(join(SOURCE, name)))
    expect(about).not.toEqual([])
  })

  test('and no exception is out of date', () => {
    expect(Object.keys(ELSEWHERE).filter((name) => !existsSync(join(SOURCE, name)))).toEqual([])
  })
})
