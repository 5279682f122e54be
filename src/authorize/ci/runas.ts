/**
 * `[ci.runas]`: a program of the site that has the last word about the account, with the calling convention of Jacamar
 * CI's validation script: `PROGRAM USER`, or `PROGRAM WANTED USER` where the job names an account that it wants. Exit
 * status 0 permits; a JSON object on standard output may name another account. It runs as the service account, which
 * this process already is, in an environment of its own.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { LaunchError, messageOf } from '../../core/errors'
import type { CiRunAsSettings } from '../../core/settings-ci'
import type { Permit, Refusal } from '../../core/stages'
import { verdict, type Judged } from './rules'

const MAX_OUTPUT = 64 * 1024
const ACCOUNT = /^[A-Za-z_][A-Za-z0-9_.-]{0,31}$/

/** The permit with the attribute `runas`. Refusals: `runas-refused`. Errors: `runas-failed`, `config-untrusted`. */
export async function runAs(judged: Judged, settings: CiRunAsSettings): Promise<Permit | Refusal> {
  const { permit, claims } = judged
  const wanted = wantedAccount(permit, settings)
  if (!ACCOUNT.test(claims.user)) return refuse(judged, `user "${claims.user}" is no account name`)
  if (wanted !== undefined && !ACCOUNT.test(wanted)) return refuse(judged, `"${wanted}" is no account name`)
  checkProgram(judged, settings)
  const words = wanted === undefined ? [claims.user] : [wanted, claims.user]
  const { code, stdout, stderr } = await execute(settings, words, environmentOf(permit, settings))
  if (code !== 0) return refuse(judged, `it ended with ${code}: ${stderr.trim().slice(0, 400)}`)
  const account = answerOf(stdout) ?? wanted ?? claims.user
  verdict(judged, { ...RULE, good: true, found: `${words.join(' ')} → ${account}` })
  const attributes = { ...permit.identity.attributes, runas: account }
  return { ...permit, identity: { ...permit.identity, attributes } }
}

const RULE = {
  key: 'runas',
  check: 'the program of the site',
  reason: 'runas-refused',
  message: 'this machine does not run this job under the account that it would get',
} as const

function refuse(judged: Judged, found: string): Refusal {
  const refusal = verdict(judged, { ...RULE, good: false, found })
  if (refusal === undefined) throw new Error('a refusal was expected')
  return refusal
}

/** The author of the job writes it: it is a wish, and the program is told that it is one by its place. */
function wantedAccount({ request }: Permit, { userVariable }: CiRunAsSettings): string | undefined {
  if (userVariable === undefined) return undefined
  const value = request.ci?.response.variables.get(userVariable) ?? request.ci?.variables.get(userVariable)
  return value === '' ? undefined : value
}

/** Root's alone on the whole way, and with the digest that was written down: nobody can change it between this and its execution. */
function checkProgram({ ci, system }: Judged, { script, sha256 }: CiRunAsSettings): void {
  system.readTrustedFile(script, 16 * 1024 * 1024)
  if (sha256 === undefined) return
  const found = createHash('sha256').update(readFileSync(script)).digest('hex')
  if (found === sha256) return
  const place = ci.places['runas']
  throw new LaunchError('runas-failed', 'a program of this machine is not what it should be', {
    detail: `${script} has the SHA-256 ${found}`,
    ...(place && { place }),
  })
}

/** Claims as `JWT_NAME`; what the site set itself has the lowest priority (Jacamar: validation_env). */
function environmentOf({ identity }: Permit, { environment }: CiRunAsSettings): Readonly<Record<string, string>> {
  const claims = Object.entries(identity.attributes).map(
    ([name, value]) => [`JWT_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`, value] as const,
  )
  return { ...environment, ...Object.fromEntries(claims), PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', HOME: '/' }
}

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** In a session of its own, so that after the time-out everything that it started goes with it. Errors: `runas-failed`. */
function execute(
  { script, timeout }: CiRunAsSettings,
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const failed = (detail: string): void =>
      reject(
        new LaunchError('runas-failed', 'a program of this machine did not answer', { detail: `${script}: ${detail}` }),
      )
    // Descriptor 3 is the conversation with the helper: the program gets another one there.
    const child = spawn(script, words, { env, cwd: '/', detached: true, stdio: ['ignore', 'pipe', 'pipe', 'ignore'] })
    const texts = { stdout: '', stderr: '' }
    const kill = (): void => {
      if (child.pid !== undefined) killGroup(child.pid)
    }
    const timer = setTimeout(() => {
      kill()
      failed(`no answer within ${timeout} s`)
    }, timeout * 1000)
    for (const name of ['stdout', 'stderr'] as const) {
      child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
        texts[name] += chunk
        if (texts[name].length > MAX_OUTPUT) {
          kill()
          failed(`more than ${MAX_OUTPUT} characters of output`)
        }
      })
    }
    child.on('error', (error) => {
      clearTimeout(timer)
      failed(messageOf(error))
    })
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      kill()
      if (code === null) failed(`ended by ${signal ?? 'a signal'}`)
      else resolve({ code, ...texts })
    })
  })
}

function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL')
  } catch {
    // Nothing of it is left.
  }
}

/** `{"username": "svc"}`; nothing at all leaves the account as it is. Errors: `runas-failed`. */
function answerOf(stdout: string): string | undefined {
  const bad = (detail: string): LaunchError =>
    new LaunchError('runas-failed', 'a program of this machine gave no usable answer', { detail })
  if (stdout.trim() === '') return undefined
  let answer: unknown
  try {
    answer = JSON.parse(stdout)
  } catch {
    throw bad('its output is no JSON object')
  }
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) throw bad('its output is no JSON object')
  const unknown = Object.keys(answer).find((key) => key !== 'username')
  if (unknown !== undefined) throw bad(`"${unknown}" is not supported`)
  const name: unknown = 'username' in answer ? answer.username : undefined
  if (name === undefined) return undefined
  if (typeof name === 'string' && ACCOUNT.test(name)) return name
  throw bad('"username" is no account name')
}
