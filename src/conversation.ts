/**
 * One conversation with the helper, from HELLO to the answer: the same for the cold decider and for `mapexec serve`.
 * Whatever happens in here, the helper gets exactly one answer, and a launch only where `decide()` returned one.
 */
import { ERRNO } from './core/errno'
import { LaunchError } from './core/errors'
import type { CallerFile, Decision, LaunchRequest, Refusal } from './core/stages'
import type { LogSettings, Settings } from './core/settings'
import type { System } from './core/system'
import { printRefusal } from './launch/answer'
import type { Channel } from './launch/channel'
import {
  encodeLaunch,
  encodePrint,
  encodeRead,
  parseFile,
  parseHello,
  type FileAnswer,
  type Hello,
  type Print,
} from './launch/protocol'
import { launchMessage } from './launch'
import { decide, refusalOf, type Witness } from './pipeline'
import { discardRecord, jsonLine, refusalLine, writeAudit } from './record'
import { frontendOf, parseRequest, statusFdHint } from './request'
import { VERSION } from './core/version'

export interface Host {
  readonly system: System
  /** Throws what `config/` throws. */
  loadSettings(): Settings
  /** The warm decider stays to hear STARTED and ENDED. */
  readonly events: boolean
  /** Where a service notes what its successor has to clear away if it is killed. */
  readonly journal?: Journal
}

/** Of one launch, by its reference. Never throws. */
export interface Journal {
  /** From now on there may be a record. */
  begin(ref: string): void
  /** The helper is about to get the order: the record is its own now. */
  order(ref: string): void
  end(ref: string): void
}

/** Where refusals are logged when the configuration cannot be read. */
const LOG_WITHOUT_CONFIGURATION: LogSettings = {
  file: '/var/log/mapexec/audit.log',
  syslog: true,
  syslogSocket: '/dev/log',
  onFailure: 'continue',
}

/** Answers one request. Errors: `protocol`, and errors of the connection; the helper then ends the launch with 202 by itself. */
export const converse = async (channel: Channel, host: Host): Promise<Decision | undefined> =>
  answerHello(parseHello(await channel.receive()), channel, host)

/** The same, for who has had to look at HELLO already. */
export async function answerHello(hello: Hello, channel: Channel, host: Host): Promise<Decision | undefined> {
  if (isVersionQuestion(hello)) {
    await channel.send(encodePrint({ exit: 0, stdout: `mapexec ${VERSION} (glexec interface)\n` }))
    return undefined
  }
  const ref = Buffer.from(host.system.random(8)).toString('hex')
  host.journal?.begin(ref)
  try {
    return await answer(channel, host, hello, ref)
  } finally {
    host.journal?.end(ref)
  }
}

async function answer(channel: Channel, host: Host, hello: Hello, ref: string): Promise<Decision | undefined> {
  const witness: Witness = {}
  let settings: Settings | undefined
  let request: LaunchRequest | undefined
  let decision: Decision
  let ciAnswer: Print | undefined
  try {
    settings = host.loadSettings()
    request = requestOf(hello, ref, settings, channel)
    if (request.ciCall !== undefined) {
      const { beginStage } = await import('./executor')
      const begun = await beginStage(request, settings)
      if ('skipped' in begun) {
        await channel.send(encodePrint(begun.skipped))
        return undefined
      }
      request = begun.request
    }
    decision = await decide(request, settings, host.system, witness)
    if (request.ci !== undefined) {
      const { finishStage } = await import('./executor')
      ;({ decision, answer: ciAnswer } = await finishStage(decision, settings, host.system))
    }
  } catch (error) {
    decision = refusalOf(error)
  }
  if (decision.refused)
    decision = await auditedRefusal(decision, { ref, hello, request, witness }, settings, host.system)
  if (request?.purpose === 'explain') await sendExplanation(channel, decision, request, witness)
  else if (decision.refused) {
    const print =
      (await refusalPrint(decision, request, settings)) ?? printRefusal(decision, ref, audienceOf(request, hello))
    await channel.send(encodePrint(print))
  } else if (ciAnswer !== undefined) await channel.send(encodePrint(ciAnswer))
  else await sendLaunch(channel, decision, host)
  return decision
}

/** `glexec -v`: answered before anything is decided, and deciding nothing. */
const isVersionQuestion = ({ argv }: Hello): boolean =>
  frontendOf(argv) === 'glexec' &&
  argv.length === 2 &&
  ['-v', '-V', '--version'].includes(argv[1]?.toString('latin1') ?? '')

function requestOf(hello: Hello, ref: string, settings: Settings, channel: Channel): LaunchRequest {
  const { callerUid: uid, callerGid: gid, callerGroups: groups, pid, startTime } = hello
  return parseRequest(
    { ...hello, caller: { uid, gid, groups, pid, startTime } },
    { ref, path: settings.environment.path, readCallerFile: (path, maxBytes) => askForFile(channel, path, maxBytes) },
  )
}

async function askForFile(channel: Channel, path: string, maxBytes: number): Promise<CallerFile> {
  await channel.send(encodeRead(path, maxBytes))
  const answer = parseFile(await channel.receive())
  if (answer.bytes !== undefined && answer.facts !== undefined)
    return { path, facts: answer.facts, bytes: answer.bytes }
  throw fileError(path, answer)
}

function fileError(path: string, { errno }: FileAnswer): LaunchError {
  const { ENOENT, ENOTDIR, EINVAL, EFBIG, ESTALE, ETIMEDOUT } = ERRNO
  const name = JSON.stringify(path)
  if (errno === ENOENT || errno === ENOTDIR)
    return new LaunchError('credential-not-found', `the file ${name} does not exist`)
  if (errno === EINVAL) return new LaunchError('credential-not-regular', `${name} is not a regular file`)
  if (errno === EFBIG) return new LaunchError('credential-too-large', `the file ${name} is too large for a credential`)
  if (errno === ESTALE)
    return new LaunchError(
      'credential-changed',
      `the file ${name} changed while it was read; write it to a new name and rename it`,
    )
  const why = errno === ETIMEDOUT ? 'reading it took too long' : `errno ${errno}`
  return new LaunchError('credential-unreadable', `the file ${name} cannot be read with your rights: ${why}`)
}

interface Seen {
  readonly ref: string
  readonly hello: Hello
  readonly request: LaunchRequest | undefined
  readonly witness: Witness
}

/** A refusal that cannot be logged is still a refusal, with the log's failure as its reason where the configuration insists on the log. */
async function auditedRefusal(
  refusal: Refusal,
  seen: Seen,
  settings: Settings | undefined,
  system: System,
): Promise<Refusal> {
  const line = refusalLine(refusal, {
    request: seen.request,
    ref: seen.ref,
    callerUid: seen.hello.callerUid,
    identity: seen.witness.identity,
  })
  try {
    await writeAudit(line, settings?.log ?? LOG_WITHOUT_CONFIGURATION, system.clock.now())
    return refusal
  } catch (error) {
    return refusalOf(error)
  }
}

/** The explanation is loaded only where one is asked for. */
async function sendExplanation(
  channel: Channel,
  decision: Decision,
  request: LaunchRequest,
  witness: Witness,
): Promise<void> {
  const { explanationOf, explanationText } = await import('./admin/explain')
  const explanation = explanationOf(decision, request, witness, request.caller.uid === 0 ? 'root' : 'caller')
  const stdout = request.json ? jsonLine(explanation) : explanationText(explanation, { colour: wantsColour(request) })
  await channel.send(encodePrint({ exit: explanation.code, stdout }))
}

/** The author of a CI job is told what to change; undefined: anybody else. */
async function refusalPrint(
  refusal: Refusal,
  request: LaunchRequest | undefined,
  settings: Settings | undefined,
): Promise<Print | undefined> {
  if (request?.ciCall === undefined || settings === undefined) return undefined
  const { refusalAnswer } = await import('./executor')
  return refusalAnswer(refusal, request, settings)
}

const STDOUT_IS_A_TERMINAL = 0b010

/** no-color.org: any value that is not empty. */
const wantsColour = ({ terminals, environment }: LaunchRequest): boolean =>
  (terminals & STDOUT_IS_A_TERMINAL) !== 0 &&
  !environment.some(({ name, value }) => name === 'NO_COLOR' && value !== '')

/** A launch that the helper cannot be told of leaves neither record nor fresh lease. */
async function sendLaunch(channel: Channel, decision: Exclude<Decision, Refusal>, host: Host): Promise<void> {
  try {
    const frame = encodeLaunch(launchMessage(decision, host.events))
    host.journal?.order(decision.recorded.job.target.permit.request.ref)
    await channel.send(frame)
  } catch (error) {
    discardRecord(decision.recorded.recordPath)
    decision.recorded.job.target.lease?.release()
    throw error
  }
}

/** Where the request could not be parsed, --json and --status-fd are still honoured as far as they can be made out. */
function audienceOf(
  request: LaunchRequest | undefined,
  { argv }: Hello,
): { json: boolean; statusFd: number | undefined } {
  return request ?? { json: argv.some((word) => word.equals(Buffer.from('--json'))), statusFd: statusFdHint(argv) }
}
