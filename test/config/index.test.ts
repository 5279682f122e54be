import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { checkSettings, loadSettings, problemLine } from '../../src/config'
import { LaunchError } from '../../src/core/errors'
import { fakeSystem } from '../support/fake-system'
import { reasonOf } from '../support/reason'
import { findings, GOOD, good, inspect, PATH, settingsOf } from './support'

const load = (text: string) => () => loadSettings(fakeSystem({ files: { [PATH]: text } }))

describe('loadSettings', () => {
  test('reads the usual path', () => {
    expect(loadSettings(fakeSystem({ files: { [PATH]: GOOD } })).path).toBe(PATH)
  })

  test('names the place of the first mistake', () => {
    expect.assertions(2)
    try {
      load(good(['voms = "use"', 'voms = "perhaps"'], ['prefix = "pool"', 'prefix = "1"']))()
    } catch (error) {
      expect(error).toMatchObject({ reason: 'config-invalid', place: { file: PATH, line: 11, column: 1 } })
      expect(error instanceof LaunchError && error.detail).toContain(`${PATH}:20:1: error`)
    }
  })

  test('does not tell the caller what the file says', () => {
    expect.assertions(1)
    try {
      load(good(['voms = "use"', 'voms = "secret-word"']))()
    } catch (error) {
      expect(error instanceof Error && error.message).not.toMatch(/secret-word|voms/)
    }
  })

  test('goes on with warnings', () => {
    expect(load(good(['voms = "use"', 'voms = "use"\ncrl = "ignore"']))).not.toThrow()
  })
})

describe('loadSettings refuses', () => {
  test.each([
    ['no file', {}, 'config-absent'],
    ['an untrusted file', { [PATH]: new LaunchError('config-untrusted', 'no') }, 'config-untrusted'],
    ['a file that cannot be read', { [PATH]: new LaunchError('internal', 'no') }, 'internal'],
    ['text that is not TOML', { [PATH]: 'a b' }, 'config-syntax'],
    ['an empty file', { [PATH]: '' }, 'config-invalid'],
  ])('%s', (_what, files, reason) => {
    expect(reasonOf(() => loadSettings(fakeSystem({ files })))).toBe(reason)
  })

  test('but lets a failure that is none of its own pass', () => {
    const system = { ...fakeSystem(), readTrustedFile: () => expectNever() }
    expect(() => loadSettings(system)).toThrow(RangeError)
  })
})

const expectNever = (): never => {
  throw new RangeError('not foreseen')
}

describe('what is not TOML is reported', () => {
  test.each([
    ['a key without a value', good(['voms = "use"', 'voms =']), '11:7'],
    ['a key without "="', good(['voms = "use"', 'voms "use"']), '11:6'],
    ['a string without its end', good(['voms = "use"', 'voms = "use']), '11:12'],
    ['a list without its end', good(['users = ["pilot"]', 'users = ["pilot"']), '8:1'],
    ['a key twice', good(['voms = "use"', 'voms = "use"\nvoms = "use"']), '12:1'],
    ['a table twice', `${GOOD}[service]\n`, '22:1'],
    ['a table that was a list of tables', `${GOOD}[caller]\n`, '22:1'],
    ['a word that is no value', good(['voms = "use"', 'voms = use']), '11:8'],
    ['a NUL byte', `${GOOD}\0`, '22:1'],
    ['bytes that are not UTF-8', good(['"pilots"', '"p\ufffdlots"']), '6:10'],
    ['a number that no computer holds', good(['voms = "use"', 'max_delegations = 99999999999999999999']), '11:19'],
    ['lists in lists without end', `a = ${'['.repeat(40)}${']'.repeat(40)}`, '1:21'],
  ])('%s', (_what, text, place) => {
    expect(findings(text)).toEqual([`${place} error config-syntax`])
  })

  test('a comment that contains a control character', () => {
    expect(findings(`# a\u0007b\n${GOOD}`)).toEqual(['1:4 error config-syntax'])
  })
})

describe('a comment line', () => {
  test('changes nothing', () => {
    const commented = GOOD.replaceAll('\n', '\n  # "\'[[map]] = é\n')
    expect(settingsOf(commented).maps).toHaveLength(1)
  })

  test('inside a multi-line string is text', () => {
    const text = `${GOOD}[environment.set]\nNOTE = '''\na\n# no comment'''\n`
    expect(findings(text)).toEqual(['23:1 error config-invalid'])
    expect(inspect(text).problems[0]?.message).toContain('control characters')
  })
})

describe('checkSettings', () => {
  test('finds every mistake of a file at once, in its order', () => {
    const text = good(
      ['target_groups = ["pool"]', 'target_groups = ["pool"]\nwarm = true'],
      ['users = ["pilot"]', 'user = ["pilot"]'],
      ['voms = "use"', 'voms = "use"\nclock_skew = "1 minute"'],
      ['from = "grid-mapfile"', 'from = "gridmapfile"'],
      ['prefix = "pool"\n', ''],
    )
    expect(findings(text)).toEqual([
      '4:1 error config-invalid',
      '8:1 error config-invalid',
      '13:1 error config-invalid',
      '17:1 error config-invalid',
      '20:1 error config-invalid',
    ])
  })

  test('still asks the rules about tables that the schema accepts', () => {
    const text = good(['"61001-61999"', '"0-61999"'], ['voms = "use"', 'voms = "perhaps"'])
    expect(findings(text)).toEqual(['2:16 error config-invalid', '11:1 error config-invalid'])
  })

  test('has settings only where nothing is an error', () => {
    expect(checkSettings(fakeSystem({ files: { [PATH]: good(['"use"', '"no"']) } })).settings).toBeUndefined()
  })

  test('writes problems as compilers do', () => {
    const [problem] = inspect(good(['users = ["pilot"]', 'user = ["pilot"]\ngroups = ["p"]'])).problems
    expect(problem && problemLine(problem)).toBe(`${PATH}:7:1: error: unknown key "user"; did you mean "users"?`)
  })
})

describe('the shipped example', () => {
  const example = (name: string) => readFileSync(new URL(`../../config/${name}`, `file://${__dirname}/`), 'utf8')

  test.each(['worker-node.toml', 'gitlab-runner.toml'])('%s is without problems', (name) => {
    expect(findings(example(name))).toEqual([])
  })

  test.each(['worker-node.toml', 'gitlab-runner.toml'])(
    '%s names only keys that exist, in its comments, too',
    (name) => {
      const lines = example(name).split('\n')
      const uncommented = lines.map((line) => line.replace(/^# (?=\[|[a-z_]+ = |- )/, '')).join('\n')
      const unknown = inspect(uncommented).problems.filter(({ message }) => message.includes('unknown key'))
      expect(uncommented).not.toBe(example(name))
      expect(unknown).toEqual([])
    },
  )

  test('worker-node.toml serves pilots with proxies from one pool', () => {
    const settings = settingsOf(example('worker-node.toml'))
    expect(settings.callers).toMatchObject([{ users: ['pilot'], credentials: ['x509'] }])
    expect(settings.authenticate.x509).toMatchObject({ voms: 'use', crl: 'required', signingPolicy: 'required' })
    expect(settings.maps).toMatchObject([{ from: { type: 'grid-mapfile', file: '/etc/mapexec/grid-mapfile' } }])
    expect(settings.pools).toMatchObject([{ prefix: 'pool', directory: '/var/lib/mapexec/gridmapdir' }])
    expect(settings.service.targetUids).toEqual([{ first: 61001, last: 61999 }])
  })
})

describe('whatever a file holds', () => {
  const refusal = (text: string): void => {
    try {
      load(text)()
    } catch (error) {
      if (!(error instanceof LaunchError)) throw error
    }
  }

  test('a spoilt configuration ends in settings or in a LaunchError', () => {
    const example = readFileSync(new URL('../../config/worker-node.toml', `file://${__dirname}/`), 'utf8')
    const spoilt = fc
      .tuple(fc.constantFrom(GOOD, example), fc.nat(), fc.nat(60), fc.oneof(fc.string(), fc.constantFrom(...SPARKS)))
      .map(([text, at, length, patch]) => {
        const start = at % text.length
        return text.slice(0, start) + patch + text.slice(start + length)
      })
    fc.assert(fc.property(spoilt, refusal), { numRuns: 1500 })
  })

  test('so does any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), refusal), { numRuns: 500 })
  })

  test('so does any JSON value under a known key', () => {
    const keys = fc.constantFrom(
      'service',
      'caller',
      'authenticate',
      'map',
      'pool',
      'launch',
      'environment',
      'ci',
      'log',
    )
    const value = fc.oneof(
      fc.boolean(),
      fc.integer(),
      fc.double(),
      fc.string().map((text) => JSON.stringify(text)),
    )
    const item = fc.oneof(
      value,
      fc.array(value).map((list) => `[${list.join(', ')}]`),
    )
    const document = fc.tuple(keys, item).map(([key, text]) => `${key} = ${text}\n`)
    fc.assert(fc.property(document, refusal), { numRuns: 500 })
  })
})

/** What turns one document into another. */
const SPARKS = ['"', "'", '"""', '[', ']', '[[', ']]', '{', '}', '=', '.', '#', '\n', '\r\n', '\0', '__proto__', '-1']
