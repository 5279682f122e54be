/**
 * What a MUNGE credential must carry. It proves that a process of some uid asked munged, not that it wanted this launch
 * (privilege reference, MUNGE): so its payload is bound to the launch, and to be used once.
 */
import { createHash } from 'node:crypto'

/** The part of a launch that whoever signs must know and agree to. */
export interface BoundLaunch {
  /** gethostname(2) of the machine that runs it, or `*`. */
  readonly node: string
  /** `--account`; '' without. */
  readonly account: string
  /** `--cwd`: a path or a word; '' without. */
  readonly cwd: string
  /** `--env`, the last of each name. */
  readonly environment: readonly { readonly name: string; readonly value: string }[]
  /** [0] is an absolute path. */
  readonly command: readonly string[]
}

export interface Binding {
  /** 32 hex digits, new for each credential. */
  readonly nonce: string
  /** SHA-256 of the launch, 64 hex digits. */
  readonly digest: string
}

const FORM = /^mapexec-1 ([0-9a-f]{32}) ([0-9a-f]{64})\n?$/

/** Each part ends with NUL, which none of them can hold; the count keeps variables and command apart. */
export function digestOf({ node, account, cwd, environment, command }: BoundLaunch): string {
  const variables = environment
    .map(({ name, value }) => Buffer.from(`${name}=${value}`))
    .toSorted((a, b) => a.compare(b))
  const parts = ['mapexec-1', node, account, cwd, String(variables.length), ...variables, ...command]
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('hex')
}

/** The payload for `munge --string`. */
export const payloadOf = ({ nonce, digest }: Binding): string => `mapexec-1 ${nonce} ${digest}`

/** Undefined where the payload is none of ours. */
export function parsePayload(text: string): Binding | undefined {
  const [, nonce, digest] = FORM.exec(text) ?? []
  return nonce === undefined || digest === undefined ? undefined : { nonce, digest }
}
