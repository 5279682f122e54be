/**
 * What answers without being started for each call: our decision alone through the warm service, beside the peers'
 * daemons and LCMAPS in process. Each call says how long it took, measured by its own client.
 */
import koffi from 'koffi'
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { configureRootwrap, prepare, startMunge, type Needs } from './peers'
import { quantile, type Call } from './report'
import { credentials, ENVIRONMENT, HELPER, NODE, PILOT, proxy, serviceIds, SOCKET, useDecider } from './site'
import { as, time } from './spawn'

const POOL001 = 61001
const POOL = 61000
const PROGRAMS = join(__dirname, '../../bench/peers')

interface Caller {
  readonly name: string
  readonly what: string
  /** Milliseconds. */
  readonly call: () => Promise<number> | number
}

interface PeerCalls extends Needs {
  readonly callers: () => readonly Caller[]
}

export interface Calls {
  readonly calls: readonly Call[]
  readonly missing: readonly string[]
}

/** In rounds; medians. The warm service runs. */
export async function measureCalls(rounds: number, quick: boolean): Promise<Calls> {
  const { ready, missing } = prepare(PEERS, quick)
  const callers = [...ownCalls(), ...ready.flatMap((peer) => peer.callers())]
  const times = new Map<Caller, number[]>(callers.map((caller) => [caller, []]))
  for (const { call } of callers) await call()
  for (let round = 0; round < rounds; round += 1) for (const [{ call }, values] of times) values.push(await call())
  for (const child of children) child.kill()
  return {
    calls: [...times].map(([{ name, what }, values]) => ({ name, what, ms: quantile(values, 0.5) })),
    missing,
  }
}

function ownCalls(): readonly Caller[] {
  const { unix, voms, oidc } = credentials()
  const { uid, gid } = serviceIds()
  const files = [...voms, ...oidc].filter((word) => word.startsWith('/'))
  const client = clientOf(NODE, [join(__dirname, 'decision.cjs'), SOCKET, ...[uid, gid, PILOT].map(String), ...files])
  const decide = (credential: readonly string[], fresh = false): Promise<number> =>
    client(JSON.stringify({ words: ['run', ...credential, '--', '/bin/true'], fresh }))
  const command = (verb: 'run' | 'explain') => (): number => {
    useDecider('warm')
    const program = { argv: [HELPER, verb, ...voms, '--', '/bin/true'] as const, environment: ENVIRONMENT }
    return as(PILOT, () => time(program))
  }
  const what = 'answer of the warm service: decision, lease, record, log; nothing started'
  return [
    { name: 'mapexec: own account', what, call: () => decide(unix) },
    { name: 'mapexec: token', what, call: () => decide(oidc) },
    { name: 'mapexec: VOMS proxy', what, call: () => decide(voms) },
    {
      name: 'mapexec: new VOMS proxy',
      what: 'the same, with a proxy never seen before',
      call: () => decide(voms, true),
    },
    { name: 'mapexec explain', what: 'VOMS proxy: a process, a decision; no lease', call: command('explain') },
    { name: 'mapexec run', what: 'VOMS proxy: a whole launch, /bin/true included', call: command('run') },
  ]
}

const children: ChildProcess[] = []

/** A program that answers each line on its standard input with milliseconds. */
function clientOf(command: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  let lines: AsyncIterator<string> | undefined
  let child: ChildProcess | undefined
  return async (line: string): Promise<number> => {
    child ??= spawn(command, args, {
      ...{ cwd: '/', env: { ...ENVIRONMENT, ...environment } },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    children.push(child)
    lines ??= createInterface({ input: child.stdout ?? process.stdin })[Symbol.asyncIterator]()
    child.stdin?.write(`${line}\n`)
    const answer = await lines.next()
    if (answer.done === true) throw new Error(`${command} ${args.join(' ')} has ended`)
    return Number(answer.value)
  }
}

const PEERS: readonly PeerCalls[] = [
  {
    ...{ name: 'libmunge', packages: ['munge', 'libmunge2'], file: '/usr/sbin/munged', quick: true },
    prepare: startMunge,
    callers: () => [
      { name: 'libmunge', what: 'munge_encode and munge_decode, two calls of munged', call: mungeRoundTrip() },
      {
        name: 'munge -n | unmunge',
        what: 'the same by the commands, in a shell',
        call: () => time({ argv: ['/bin/sh', '-c', 'munge -n | unmunge'], environment: ENVIRONMENT }),
      },
    ],
  },
  {
    ...{ name: 'oslo.privsep', packages: ['python3-oslo.privsep'], quick: false },
    file: '/usr/lib/python3/dist-packages/oslo_privsep',
    callers: () => {
      const program = 'import privsep_peer; privsep_peer.main()'
      const ids = [POOL001, POOL, PILOT].map(String)
      const ask = clientOf('/usr/bin/python3', ['-c', program, ...ids], {
        PYTHONPATH: PROGRAMS,
        PYTHONDONTWRITEBYTECODE: '1',
      })
      return [
        { name: 'oslo.privsep: nothing', what: 'an empty call of its daemon', call: () => ask('nothing') },
        { name: 'oslo.privsep: true', what: 'its daemon runs /bin/true as pool001', call: () => ask('true') },
      ]
    },
  },
  {
    ...{ name: 'oslo.rootwrap daemon', packages: ['python3-oslo.rootwrap'], quick: false },
    file: '/usr/bin/oslo-rootwrap-daemon',
    callers: () => {
      const ask = clientOf('/usr/bin/python3', [join(PROGRAMS, 'rootwrap_peer.py'), configureRootwrap()])
      return [{ name: 'rootwrap daemon: true', what: 'runs /bin/true as pool001, by sudo', call: () => ask('true') }]
    },
  },
  {
    ...{
      name: 'LCMAPS',
      packages: ['lcmaps-plugins-verify-proxy', 'lcmaps-plugins-voms', 'lcmaps-plugins-basic-poolaccount'],
      quick: false,
    },
    file: '/usr/lib/lcmaps/lcmaps_voms_localgroup.mod',
    prepare: prepareLcmaps,
    callers: () => {
      const ask = clientOf(LCMAPS, [proxy()], LCMAPS_ENVIRONMENT)
      const program = {
        argv: [LCMAPS, proxy(), 'once'] as const,
        environment: { ...ENVIRONMENT, ...LCMAPS_ENVIRONMENT },
      }
      return [
        { name: 'LCMAPS', what: 'proxy and attributes verified, groups, lease; in process', call: () => ask('map') },
        { name: 'LCMAPS, a process', what: 'the same, started for it', call: () => time(program) },
      ]
    },
  },
]

function mungeRoundTrip(): () => number {
  const library = koffi.load('libmunge.so.2')
  const encode = library.func('int munge_encode(_Out_ char **, void *, const void *, int)') as (
    credential: [string | null],
    context: null,
    payload: null,
    length: number,
  ) => number
  const decode = library.func(
    'int munge_decode(const char *, void *, void **, int *, _Out_ uint32_t *, _Out_ uint32_t *)',
  ) as (credential: string | null, ...rest: [null, null, null, [number], [number]]) => number
  return () => {
    const credential: [string | null] = [null]
    const from = performance.now()
    const code = encode(credential, null, null, 0) || decode(credential[0], null, null, null, [0], [0])
    const took = performance.now() - from
    if (code !== 0) throw new Error(`munge: error ${code}`)
    return took
  }
}

const LCMAPS = '/sandbox/lcmaps-peer'
const LCMAPS_ENVIRONMENT = {
  LCMAPS_DB_FILE: '/sandbox/lcmaps.db',
  LCMAPS_MODULES_DIR: '/usr/lib/lcmaps',
  LCMAPS_DEBUG_LEVEL: '0',
  X509_CERT_DIR: '/etc/grid-security/certificates',
  X509_VOMS_DIR: '/etc/grid-security/vomsdir',
}

/** The policy that the sandbox's mapexec.toml has: the proxy, the first FQAN's group, a lease of the pool. */
function prepareLcmaps(): void {
  execFileSync('gcc', ['-O2', '-o', LCMAPS, join(PROGRAMS, 'lcmaps_peer.c'), '-l:liblcmaps.so.0'], { stdio: 'ignore' })
  mkdirSync('/sandbox/lcmaps-pool', { recursive: true })
  for (let number = 1; number <= 20; number += 1)
    writeFileSync(`/sandbox/lcmaps-pool/pool${String(number).padStart(3, '0')}`, '')
  writeFileSync('/sandbox/lcmaps-groups', '"/testvo" pool\n"/testvo/*" pool\n')
  writeFileSync(
    LCMAPS_ENVIRONMENT.LCMAPS_DB_FILE,
    `path = /usr/lib/lcmaps
verify = "lcmaps_verify_proxy.mod -certdir /etc/grid-security/certificates"
group = "lcmaps_voms_localgroup.mod -groupmapfile /sandbox/lcmaps-groups -mapmin 1"
pool = "lcmaps_poolaccount.mod -gridmapfile /etc/mapexec/grid-mapfile -gridmapdir /sandbox/lcmaps-pool"
policy:
verify -> group
group -> pool
`,
  )
}
