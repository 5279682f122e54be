/** Whole, valid values of every stage, for tests of one step; a test changes only what it is about. */
import type { Settings } from '../../src/core/settings'
import {
  mint,
  type Admitted,
  type Identity,
  type Job,
  type LaunchRequest,
  type Permit,
  type Plain,
  type Target,
} from '../../src/core/stages'
import { Trace } from '../../src/core/trace'

export const REF = '0123456789abcdef'

export function sampleSettings(change: Partial<Settings> = {}): Settings {
  return {
    path: '/etc/mapexec/mapexec.toml',
    service: {
      account: 'mapexec',
      warm: 'off',
      socket: '/run/mapexec/decider.sock',
      decisionTimeoutMs: 10_000,
      guardianUidOffset: 100_000,
      targetUids: [{ first: 61001, last: 61999 }],
      targetGids: [],
      targetGroups: ['pool'],
      allowSystem: false,
      logOnly: false,
      node: '/usr/bin/node',
      nodeOptions: [],
    },
    callers: [
      {
        name: 'pilots',
        users: ['pilot'],
        groups: [],
        credentials: ['x509', 'unix'],
        maps: undefined,
        pools: undefined,
        accounts: undefined,
        environment: [],
        commands: undefined,
        keyless: false,
        place: { file: '/etc/mapexec/mapexec.toml', line: 3 },
      },
    ],
    authenticate: { x509: undefined, munge: undefined, oidc: [], unix: true },
    authorize: { banDn: [], banFqan: [], banSubject: [], allowDn: [], allowFqan: [] },
    maps: [],
    pools: [],
    environment: {
      allow: ['LANG'],
      deny: [],
      set: {},
      path: '/usr/bin:/bin',
      onMalformed: 'drop',
      explicit: 'any',
      maxBytes: 131_072,
    },
    launch: {
      cwd: 'keep',
      tempDirectory: '/tmp',
      umask: 0o77,
      limits: [],
      session: 'auto',
      noNewPrivs: false,
      graceMilliseconds: 0,
      targetProxy: 'copy',
      execLabel: undefined,
    },
    record: { directory: '/run/mapexec', historyMaxFiles: 1000, historyMaxAge: 86_400, mode: 0o644 },
    log: { file: undefined, syslog: false, syslogSocket: '/dev/log', onFailure: 'refuse' },
    ...change,
  }
}

export function sampleRequest(change: Partial<Plain<LaunchRequest>> = {}): LaunchRequest {
  return mint<LaunchRequest>({
    ref: REF,
    purpose: 'launch',
    frontend: 'run',
    caller: { uid: 60001, gid: 60001, groups: [60001], pid: 4242, startTime: 77n },
    offers: [{ kind: 'x509', path: '/home/pilot/p.pem' }],
    command: ['/bin/echo', 'hello'],
    environment: [],
    rejectedEnvironment: [],
    callerCwd: '/home/pilot',
    cwd: undefined,
    callerUmask: 0o22,
    umask: undefined,
    terminals: 0,
    statusFd: undefined,
    json: false,
    sourceProxy: undefined,
    targetProxy: undefined,
    stdin: 'inherit',
    session: undefined,
    noNewPrivs: false,
    glexecMode: 'lcmaps_get_account',
    wantedAccount: undefined,
    label: undefined,
    trace: new Trace(),
    readCallerFile: () => Promise.reject(new Error('no file was expected to be read')),
    ...change,
  })
}

export function sampleIdentity(change: Partial<Plain<Identity>> = {}): Identity {
  return mint<Identity>({
    kind: 'x509',
    subject: '/DC=org/CN=alice',
    spellings: ['/DC=org/CN=alice'],
    fqans: ['/testvo'],
    vo: 'testvo',
    limited: false,
    attributes: {},
    evidence: { sha256: 'ab'.repeat(32), source: '/home/pilot/p.pem' },
    validFrom: 0,
    validUntil: 2_000_000_000,
    proxy: Buffer.from('PEM'),
    ...change,
  })
}

export function sampleAdmitted(request = sampleRequest(), settings = sampleSettings()): Admitted {
  const [caller] = settings.callers
  const [offer] = request.offers
  if (caller === undefined || offer === undefined) throw new Error('the sample needs a caller table and an offer')
  return mint<Admitted>({ request, caller, offer })
}

export function samplePermit(
  request = sampleRequest(),
  identity = sampleIdentity(),
  settings = sampleSettings(),
): Permit {
  return mint<Permit>({ request, identity, caller: sampleAdmitted(request, settings).caller })
}

export function sampleTarget(change: Partial<Plain<Target>> = {}): Target {
  return mint<Target>({
    permit: samplePermit(),
    account: { name: 'pool001', uid: 61001, gid: 61000, home: '/home/pool001', shell: '/bin/bash' },
    gid: 61000,
    groups: [61000],
    rule: { name: 'grid-mapfile', place: { file: '/etc/mapexec/grid-mapfile', line: 1 } },
    lease: undefined,
    reap: 'account',
    ...change,
  })
}

export function sampleJob(change: Partial<Plain<Job>> = {}): Job {
  return mint<Job>({
    target: sampleTarget(),
    command: ['/bin/echo', 'hello'],
    environment: [{ name: 'HOME', value: '/home/pool001' }],
    environmentReport: [{ name: 'HOME', kept: true, why: 'set by the launch' }],
    cwd: '',
    umask: 0o77,
    create: [],
    limits: [],
    stdin: { mode: 'inherit' },
    session: 'auto',
    noNewPrivs: false,
    execLabel: undefined,
    graceMilliseconds: 0,
    statusFd: undefined,
    ...change,
  })
}
