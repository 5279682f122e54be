/** unmunge(1), asked as the service account: what munged says of a credential. */
import { spawn } from 'node:child_process'
import { LaunchError } from '../../core/errors'
import type { MungeSettings } from '../../core/settings'

/** Of a credential with status 0 (EMUNGE_SUCCESS); 15 to 17 also come with all this, and are refused. */
export interface Decoded {
  readonly uid: number
  readonly gid: number
  /** Address of the host where it was encoded. */
  readonly host: string
  /** Seconds since the epoch. */
  readonly encoded: number
  readonly decodedAt: number
  /** Seconds. */
  readonly lifetime: number
  /** The only uid that may decode it. */
  readonly restrictedTo: number | undefined
  readonly payload: string
}

const KEYS = ['STATUS', 'ENCODE_HOST', 'ENCODE_TIME', 'DECODE_TIME', 'TTL', 'UID', 'GID', 'UID_RESTRICTION', 'LENGTH']
/** munged answers within a millisecond; one that is stopped must not use up the decision's time. */
const PATIENCE_MS = 3000
/** A payload of ours has 107 bytes. */
const MAX_OUTPUT = 64 * 1024

/** munge.h: `munge_err_t`, which is also the exit status. */
const ERRORS: Readonly<
  Record<number, readonly [reason: 'munge-expired' | 'munge-replayed' | 'munge-restriction', text: string]>
> = {
  15: ['munge-expired', 'the MUNGE credential has expired; make a new one'],
  16: ['munge-expired', 'the MUNGE credential is from the future; the clocks of the machines differ'],
  17: ['munge-replayed', 'the MUNGE credential has been used before; make a new one'],
  18: ['munge-restriction', 'the MUNGE credential is not made for the service account; see mapexec bind --help'],
}
/** The credential is at fault: armour, format, cipher, MAC, realm, keys of another site. */
const INVALID = new Set([2, 8, 9, 10, 11, 12, 13, 14])

/**
 * Errors: `munge-invalid`, `munge-expired`, `munge-replayed`, `munge-restriction`, `munge-unavailable` (no unmunge, no
 * munged, no answer within 3 s, an answer that is not understood).
 */
export async function unmunge(credential: Uint8Array, settings: MungeSettings): Promise<Decoded> {
  const { status, stdout, stderr } = await run(credential, settings)
  const known = ERRORS[status]
  if (known !== undefined) throw new LaunchError(known[0], known[1], { detail: stderr })
  if (INVALID.has(status))
    throw new LaunchError('munge-invalid', 'the MUNGE credential is not valid here', { detail: stderr })
  if (status !== 0) throw unavailable(`unmunge ended with ${status}: ${stderr}`)
  return parse(stdout)
}

interface Outcome {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

function run(credential: Uint8Array, { program, socket }: MungeSettings): Promise<Outcome> {
  const words = ['--numeric', '--keys', KEYS.join(','), ...(socket === undefined ? [] : ['--socket', socket])]
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, {
      cwd: '/',
      env: { PATH: '/usr/bin:/bin' },
      timeout: PATIENCE_MS,
      killSignal: 'SIGKILL',
    })
    const collect = (stream: NodeJS.ReadableStream): (() => string) => {
      const chunks: Buffer[] = []
      let size = 0
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > MAX_OUTPUT) child.kill('SIGKILL')
        else chunks.push(chunk)
      })
      return () => Buffer.concat(chunks).toString('latin1')
    }
    const stdout = collect(child.stdout)
    const stderr = collect(child.stderr)
    child.once('error', (error) => reject(unavailable(error.message)))
    // EPIPE: unmunge has ended without reading; its status says why.
    child.stdin.once('error', () => undefined)
    child.once('close', (status, signal) =>
      status === null
        ? reject(unavailable(`unmunge was ended by ${signal ?? 'a signal'}: munged does not answer`))
        : resolve({ status, stdout: stdout(), stderr: stderr().trim().slice(0, 500) }),
    )
    child.stdin.end(credential)
  })
}

/** `KEY: value` lines, an empty line, the payload. The payload comes last: nothing in it can look like a key. */
function parse(text: string): Decoded {
  const end = text.indexOf('\n\n')
  const lines = new Map(
    text
      .slice(0, end)
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  )
  const payload = text.slice(end + 2)
  const number = (key: string): number => {
    const value = lines.get(key) ?? ''
    if (!/^[0-9]{1,15}$/.test(value)) throw unavailable(`unmunge said "${value}" for ${key}`)
    return Number(value)
  }
  if (end < 0 || number('STATUS') !== 0 || number('LENGTH') !== payload.length)
    throw unavailable('the answer of unmunge is not understood')
  return {
    uid: number('UID'),
    gid: number('GID'),
    host: lines.get('ENCODE_HOST') ?? '',
    encoded: number('ENCODE_TIME'),
    decodedAt: number('DECODE_TIME'),
    lifetime: number('TTL'),
    restrictedTo: lines.has('UID_RESTRICTION') ? number('UID_RESTRICTION') : undefined,
    payload,
  }
}

const unavailable = (detail: string): LaunchError =>
  new LaunchError('munge-unavailable', 'MUNGE credentials cannot be verified now', { detail })
