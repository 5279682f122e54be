/** How the hostile tests act: as listed and unlisted callers that do to the helper whatever exec permits. */
import { spawnSync, type SpawnOptions } from 'node:child_process'
import { chownSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { encodeLaunch, type Launch } from '../../src/launch/protocol'
import { HELPER, HELPER_CONF, RECORDS, SANDBOX_PROXY, launch, runAs, type Actor, type Result } from '../e2e/support'

const BIN = '/sandbox/bin'
export const HOSTILE = `${BIN}/hostile`
export const SHOW = `${BIN}/show`
export const JUDGE = `${BIN}/judge`
export const PEST = `${BIN}/pest`
export const PLAYER = `${BIN}/player`
export const NTH = `${BIN}/nth`
export const STUCK = `${BIN}/stuck`
export const POOL_GID = 61000

/** Exit code of JUDGE where identity, groups and capabilities are what they must be. */
export const RIGHT = 42

/** The helper's words for `mapexec run --proxy P -- command…`. */
export const runWords = (command: readonly string[], options: readonly string[] = []): readonly string[] => [
  HELPER,
  'run',
  '--proxy',
  SANDBOX_PROXY,
  ...options,
  '--',
  ...command,
]

interface Attempt extends SpawnOptions {
  readonly actor?: Actor | 'root'
  readonly input?: string
}

/** A command that is started by somebody who first does `actions` to itself (test/hostile/c/hostile.c). */
export function hostile(
  actions: readonly string[],
  words: readonly string[],
  { actor = 'pilot', ...rest }: Attempt = {},
): Result {
  const argv = [HOSTILE, ...actions, '--', ...words] as const
  const result = actor === 'root' ? runAsRoot(argv, rest) : runAs(actor, argv, { killSignal: 'SIGKILL', ...rest })
  // 125 is hostile's own: the attack could not be set up, so nothing would be tested.
  if (result.code === 125) throw new Error(`the attack could not be made: ${result.stderr}`)
  return result
}

/** A launch of `command` with alice's proxy. */
export const attack = (
  actions: readonly string[],
  command: readonly string[],
  { options = [], ...rest }: Attempt & { readonly options?: readonly string[] } = {},
): Result => hostile(actions, runWords(command, options), rest)

function runAsRoot([command, ...args]: readonly [string, ...string[]], options: Omit<Attempt, 'actor'>): Result {
  const env = { PATH: '/usr/bin:/bin', HOME: '/root', LANG: 'C.UTF-8' }
  const { status, signal, stdout, stderr } = spawnSync(command, args, {
    ...{ cwd: '/', env, timeout: 50_000, killSignal: 'SIGKILL' as const },
    ...options,
    encoding: 'utf8',
  })
  return { code: status, signal, stdout, stderr }
}

/** The account that alice's proxy maps to. */
export const aliceUid = (): number => Number(launch(SANDBOX_PROXY, ['/usr/bin/id', '-u']).stdout)

/** What SHOW printed: key → values, in order. */
export function shown(text: string): ReadonlyMap<string, readonly string[]> {
  const facts = new Map<string, string[]>()
  for (const line of text.trimEnd().split('\n')) {
    const [, key = '', value = ''] = /^(\w+):?\s*(.*)$/.exec(line) ?? []
    facts.set(key, [...(facts.get(key) ?? []), value.trim().replace(/\s+/g, ' ')])
  }
  return facts
}

/** helper.conf with other values for some keys, for the time of an action. */
export async function withHelperConf<T>(
  change: Readonly<Record<string, string | number>>,
  action: () => Promise<T> | T,
): Promise<T> {
  const kept = readFileSync(HELPER_CONF, 'utf8')
  const lines = kept.split('\n').filter((line) => !Object.keys(change).some((key) => line.startsWith(`${key} = `)))
  const added = Object.entries(change).map(([key, value]) => `${key} = ${value}\n`)
  writeFileSync(HELPER_CONF, `${lines.join('\n')}${added.join('')}`)
  try {
    return await action()
  } finally {
    writeFileSync(HELPER_CONF, kept)
  }
}

const serviceIds = (): readonly [number, number] => {
  const [, , uid = '', gid = ''] = (/^mapexec:.*$/m.exec(readFileSync('/etc/passwd', 'utf8'))?.[0] ?? '').split(':')
  return [Number(uid), Number(gid)]
}

export const PLAYED_REF = '00000000deadbeef'
const PLAYED_RECORD = `${RECORDS}/${PLAYED_REF}.jsonl`
export const PLAYED_UID = 61007

/** A complete, permitted LAUNCH; a test changes what it is about. */
export const playedLaunch = (change: Partial<Launch> = {}): Buffer =>
  encodeLaunch({
    uid: PLAYED_UID,
    gid: POOL_GID,
    groups: [POOL_GID],
    argv: [JUDGE, String(PLAYED_UID), String(POOL_GID)],
    environ: [],
    cwd: '/',
    umask: 0o22,
    limits: [],
    create: [],
    stdin: { mode: 'null' },
    session: 'new',
    noNewPrivs: false,
    execLabel: undefined,
    reap: 'account',
    graceMilliseconds: 0,
    record: PLAYED_RECORD,
    ref: PLAYED_REF,
    statusFd: undefined,
    events: false,
    ...change,
  })

type Instruction = Buffer | 'R' | 'C' | 'K' | 'T' | 'X' | 'D' | 'L' | 'I' | number

/** Instructions of test/hostile/c/player.c: bytes are sent, a number waits so many milliseconds. */
export function compilePlay(play: readonly Instruction[]): Buffer {
  const u32 = (value: number): Buffer => {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32LE(value)
    return bytes
  }
  return Buffer.concat(
    play.flatMap((instruction) => {
      if (typeof instruction === 'number') return [Buffer.from('W'), u32(instruction)]
      if (typeof instruction === 'string') return [Buffer.from(instruction)]
      return [Buffer.from('S'), u32(instruction.length), instruction]
    }),
  )
}

/** Lays a play and an empty record ready for the next launch. */
export function prepare(play: readonly Instruction[]): void {
  writeFileSync('/sandbox/player', compilePlay(play))
  for (const path of [PLAYED_RECORD, `${RECORDS}/ended/${PLAYED_REF}.jsonl`]) rmSync(path, { force: true })
  writeFileSync(PLAYED_RECORD, '{"event":"start"}\n', { mode: 0o644 })
  chownSync(PLAYED_RECORD, ...serviceIds())
}

/** A group of tests that this machine may not be able to run; then its name says why. */
export const describeUnless = (
  obstacle: string | undefined,
): ((name: string, tests: (...args: unknown[]) => void) => void) =>
  obstacle === undefined ? describe : (name, tests) => describe.skip(`${name} (not here: ${obstacle})`, tests)

/** The record laid ready once more, as a command of the shell. */
export function prepareCommand(): string {
  const ended = `${RECORDS}/ended/${PLAYED_REF}.jsonl`
  const [owner, group] = serviceIds()
  return `rm -f ${PLAYED_RECORD} ${ended}; echo '{"event":"start"}' >${PLAYED_RECORD}; chown ${owner}:${group} ${PLAYED_RECORD}`
}

/** What the helper wrote at the end of the record of a played launch. */
export function playedEnd(): Readonly<Record<string, unknown>> | undefined {
  const [, end] = existsSync(PLAYED_RECORD) ? readFileSync(PLAYED_RECORD, 'utf8').trimEnd().split('\n') : []
  return end === undefined ? undefined : (JSON.parse(end) as Record<string, unknown>)
}

/** The player in the decider's place, with a deadline of its own. */
export const withPlayer = <T>(action: () => Promise<T> | T, milliseconds = 2000): Promise<T> =>
  withHelperConf({ decider: PLAYER, decision_timeout_ms: milliseconds }, action)
