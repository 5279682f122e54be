/** What a launch loads, for each kind of request: the cold path is as short as these lists. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { build } from 'esbuild'
import { loadSettings } from '../../src/config'
import type { Settings } from '../../src/core/settings'
import { rehearse } from '../../src/rehearsal'
import { createSystem } from '../../src/system'
import { fakeSystem } from '../support/fake-system'

const root = join(__dirname, '../..')
const PATH = '/etc/mapexec/mapexec.toml'
const settings = (change: (text: string) => string = (text) => text): Settings => {
  const text = change(readFileSync(join(root, 'config/worker-node.toml'), 'utf8'))
  // Lists of a site; in a rehearsal they are asked for where they are.
  return {
    ...loadSettings(fakeSystem({ files: { [PATH]: text } })),
    authorize: { banDn: [], banFqan: [], banSubject: [], allowDn: [], allowFqan: [] },
  }
}
const issuer = (name: string, more: readonly string[] = []): string =>
  [
    '[[authenticate.oidc]]',
    `name = "${name}"`,
    `issuer = "https://${name}.example.org"`,
    'audience = ["here"]',
    ...more,
  ].join('\n')
const leftIn = (): readonly string[] => readdirSync('/tmp').filter((name) => name.startsWith('mapexec-rehearsal-'))

describe('rehearse', () => {
  test('plays every kind of launch through to its end, and leaves nothing behind', async () => {
    const before = leftIn()
    expect(await rehearse(createSystem(), settings())).toEqual(['launch', 'launch'])
    expect(leftIn()).toEqual(before)
  })

  test('goes on where the site refuses what is played', async () => {
    const strict = settings((text) => text.replace('proxies = ["rfc", "draft", "legacy"]', 'proxies = ["legacy"]'))
    expect(await rehearse(createSystem(), strict)).toEqual(['launch', 'proxy-generation-disabled'])
  })

  test('plays a launch with a token of the first issuer, whatever the site asks of its tokens', async () => {
    const expectations = ['require = { project_path = ["group/*"] }', 'subject_claim = "project_id"']
    const issuers = settings(
      (text) => `${text}\n${['one', 'two'].map((name) => issuer(name, expectations)).join('\n')}`,
    )
    expect(await rehearse(createSystem(), issuers)).toEqual(['launch', 'launch', 'launch'])
  })

  test('plays only what is configured', async () => {
    const { authenticate, ...rest } = settings()
    const only = { ...rest, authenticate: { ...authenticate, x509: undefined } }
    expect(await rehearse(createSystem(), only)).toEqual(['launch'])
  })
})

describe('modules', () => {
  const directory = mkdtempSync(join(tmpdir(), 'mapexec-modules-'))
  const program = join(directory, 'program.cjs')
  afterAll(() => rmSync(directory, { recursive: true }))
  beforeAll(async () => {
    await build({
      absWorkingDir: root,
      stdin: {
        contents: `
          import { rehearse } from './src/rehearsal'
          import { createSystem } from './src/system'
          globalThis.settings = JSON.parse(process.argv[2])
          rehearse(createSystem(), globalThis.settings).then((ends) => {
            const list = { ends, node: process.moduleLoadList, own: [...globalThis.loaded] }
            require('node:fs').writeSync(1, JSON.stringify(list))
          })`,
        resolveDir: root,
      },
      bundle: true,
      outfile: program,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      external: ['koffi'],
      supported: { 'dynamic-import': false },
      logLevel: 'error',
      banner: { js: 'globalThis.loaded = new Set()' },
      plugins: [
        {
          name: 'note what is loaded',
          setup(plugin) {
            plugin.onLoad({ filter: /\.[cm]?[jt]s$/ }, ({ path }) => ({
              contents: `${readFileSync(path, 'utf8')}\n;globalThis.loaded.add(${JSON.stringify(relative(root, path))})`,
              loader: path.endsWith('.ts') ? 'ts' : 'js',
              resolveDir: dirname(path),
            }))
          },
        },
      ],
    })
  })

  /**
   * Rooms and packages that are loaded, and modules of Node beside those that Node and koffi's own package load: which
   * ones koffi looks for depends on Node's version, and the installed program has only koffi's binary.
   */
  function loadedBy(given: Settings): { readonly own: readonly string[]; readonly node: readonly string[] } {
    const plain = JSON.stringify({ ...given, launch: { ...given.launch, limits: [] } })
    const env = { PATH: '/usr/bin:/bin', NODE_PATH: join(root, 'node_modules') }
    const list = (args: readonly string[]): string =>
      spawnSync(process.execPath, args, { env, encoding: 'utf8' }).stdout
    const { ends, own, node } = JSON.parse(list([program, plain])) as Record<'ends' | 'own' | 'node', readonly string[]>
    expect(new Set(ends)).toEqual(new Set(['launch']))
    const bare = JSON.parse(
      list(['-e', "require('koffi'); require('fs').writeSync(1, JSON.stringify(process.moduleLoadList))"]),
    ) as string[]
    const room = (path: string): string =>
      path.startsWith('node_modules/') ? (path.split('/')[1] ?? '') : dirname(relative('src', path))
    return {
      own: [...new Set(own.map(room))].sort(),
      node: node.filter((name) => !bare.includes(name) && name.startsWith('NativeModule ')).sort(),
    }
  }

  const EVERY_LAUNCH = [
    '.',
    'authenticate',
    'authorize',
    'core',
    'launch',
    'mapping',
    'mapping/lease',
    'rehearsal',
    'request',
    'sanitize',
    'system',
  ]

  test('of a launch by uid: no parser of configurations, no certificates, no tokens, nothing of an administrator', () => {
    const { authenticate, ...rest } = settings()
    const loaded = loadedBy({ ...rest, authenticate: { ...authenticate, x509: undefined } })
    expect(loaded.own.filter((name) => !EVERY_LAUNCH.includes(name))).toEqual(['authorize/ci', 'record'])
    for (const dear of [
      'zlib',
      'stream',
      'perf_hooks',
      'os',
      'util',
      'timers/promises',
      'internal/util/parse_args/parse_args',
    ])
      expect(loaded.node).not.toContain(`NativeModule ${dear}`)
  })

  test('of a launch with a token: jose, no certificates', () => {
    const { authenticate, ...rest } = settings((text) => `${text}\n${issuer('one')}`)
    const loaded = loadedBy({ ...rest, authenticate: { ...authenticate, x509: undefined } })
    expect(loaded.own.filter((name) => !EVERY_LAUNCH.includes(name))).toEqual([
      'authenticate/oidc',
      'authorize/ci',
      'jose',
      'record',
    ])
  })

  test('of a launch with a proxy: certificates and attribute certificates, nothing else', () => {
    const loaded = loadedBy(settings())
    expect(loaded.own.filter((name) => !EVERY_LAUNCH.includes(name))).toEqual([
      'authenticate/x509',
      'authenticate/x509/voms',
      'authorize/ci',
      'record',
    ])
  })
})
