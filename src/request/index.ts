/**
 * The first step: what the helper says of the caller → a `LaunchRequest`. Argument vector and environment are the
 * caller's word; they choose what is asked for, never who is asking.
 */
import { accessSync, constants } from 'node:fs'
import { basename, posix } from 'node:path'
import { LaunchError } from '../core/errors'
import { CWD_WORDS } from '../core/run-options'
import {
  mint,
  type Caller,
  type CallerFile,
  type CredentialOffer,
  type EnvironmentEntry,
  type LaunchRequest,
  type Plain,
} from '../core/stages'
import { Trace } from '../core/trace'
import { isSet, parseRunArguments, valueOf, valuesOf, type RunArguments } from './arguments'
import { decodeUtf8, mergeEnvironment, parseEnvironment, parseExplicit, type OfferedEnvironment } from './environment'
import { parseCi } from './ci'
import { parseGlexec } from './glexec'

/** HELLO, as far as this step needs it. */
export interface RequestSource {
  readonly caller: Caller
  readonly cwd: Buffer
  readonly argv: readonly Buffer[]
  readonly environ: readonly Buffer[]
  readonly umask: number
  readonly terminals: number
}

export interface RequestContext {
  /** 16 lower-case hex digits. */
  readonly ref: string
  /** Where a command without a slash is looked for. */
  readonly path: string
  readonly readCallerFile: (path: string, maxBytes: number) => Promise<CallerFile>
}

/** What the two grammars (mapexec, glexec) have to say. */
export type Asked = Omit<
  Plain<LaunchRequest>,
  | 'ref'
  | 'caller'
  | 'callerCwd'
  | 'callerUmask'
  | 'terminals'
  | 'trace'
  | 'readCallerFile'
  | 'rejectedEnvironment'
  | 'environment'
> & { readonly extra: readonly EnvironmentEntry[] }

export type FrontendName = 'mapexec' | 'glexec'

/** argv[0] says only which grammar the words follow; it changes nobody's rights. */
export const frontendOf = (argv: readonly Buffer[]): FrontendName =>
  basename(argv[0]?.toString('latin1') ?? '') === 'glexec' ? 'glexec' : 'mapexec'

/**
 * Errors: `usage`, `request-malformed` (bytes that are not UTF-8), `cwd-unknown` (a relative path, but the caller's directory
 * cannot be told), `command-missing`, `environment-malformed` (GLEXEC_ENV), `no-credential`.
 */
export function parseRequest(source: RequestSource, context: RequestContext): LaunchRequest {
  const words = source.argv.map((bytes, index) => decodeWord(bytes, index))
  const offered = parseEnvironment(source.environ)
  const callerCwd = decodeUtf8(source.cwd) ?? ''
  const absolute = (path: string): string => absolutePath(path, callerCwd)
  const asked =
    frontendOf(source.argv) === 'glexec'
      ? parseGlexec(words.slice(1), offered, absolute)
      : words[1] === 'ci'
        ? parseCi(words.slice(2), offered, absolute)
        : parseMapexec(words, absolute)
  const { extra, ...rest } = asked
  return mint<LaunchRequest>({
    ...rest,
    command: resolveCommand(asked.command, absolute, context.path),
    environment: mergeEnvironment(offered.entries, extra),
    rejectedEnvironment: offered.rejected,
    ref: context.ref,
    caller: source.caller,
    callerCwd,
    callerUmask: source.umask,
    terminals: source.terminals,
    trace: new Trace(),
    readCallerFile: context.readCallerFile,
  })
}

function parseMapexec(words: readonly string[], absolute: (path: string) => string): Asked {
  const verb = words[1]
  if (verb !== 'run' && verb !== 'explain')
    throw new LaunchError('usage', 'the command must be run, ci or explain; see mapexec --help')
  const args = parseRunArguments(words.slice(2))
  const purpose = verb === 'explain' || isSet(args, 'explain') ? 'explain' : 'launch'
  if (args.command.length === 0 && purpose === 'launch')
    throw new LaunchError('usage', 'there is no command to run; see mapexec run --help')
  const path = (name: string): string | undefined => {
    const value = valueOf(args, name)
    return value === undefined ? undefined : absolute(value)
  }
  const target = valueOf(args, 'target-proxy')
  return {
    purpose,
    frontend: verb,
    offers: offersOf(args, path),
    command: args.command,
    extra: parseExplicit(valuesOf(args, 'env')),
    cwd: cwdOf(valueOf(args, 'cwd'), absolute),
    umask: umaskOf(valueOf(args, 'umask')),
    statusFd: statusFdOf(valueOf(args, 'status-fd')),
    json: isSet(args, 'json'),
    sourceProxy: path('source-proxy'),
    targetProxy: target === 'none' ? '/dev/null' : target && absolute(target),
    stdin: valueOf(args, 'stdin') === 'null' ? 'null' : 'inherit',
    session: valueOf(args, 'session') as 'auto' | 'new' | 'keep' | undefined,
    noNewPrivs: isSet(args, 'no-new-privs'),
    glexecMode: 'lcmaps_get_account',
    wantedAccount: valueOf(args, 'account'),
    label: labelOf(valueOf(args, 'label')),
  }
}

function offersOf(args: RunArguments, path: (name: string) => string | undefined): readonly CredentialOffer[] {
  const kinds = [
    ['proxy', 'x509'],
    ['token', 'oidc'],
    ['munge', 'munge'],
  ] as const
  const offers: CredentialOffer[] = kinds.flatMap(([name, kind]) => {
    const file = path(name)
    return file === undefined ? [] : [{ kind, path: file }]
  })
  if (isSet(args, 'unix')) offers.push({ kind: 'unix' })
  return offers.length > 0 ? offers : [{ kind: 'unix', implied: true }]
}

const cwdOf = (value: string | undefined, absolute: (path: string) => string): string | undefined =>
  value === undefined || CWD_WORDS.includes(value) ? value : absolute(value)

function umaskOf(value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  if (!/^0?[0-7]{1,3}$/.test(value)) throw new LaunchError('usage', '--umask takes an octal number such as 0077')
  return Number.parseInt(value, 8)
}

/** Descriptors below 3 are the payload's; the helper judges whether the number was passed by the caller. */
export function statusFdOf(value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  const fd = /^[1-9][0-9]{0,2}$/.test(value) ? Number(value) : 0
  if (fd < 3 || fd > 255) throw new LaunchError('usage', '--status-fd takes a descriptor from 3 to 255')
  return fd
}

/** --status-fd of an argument vector that may be malformed elsewhere: used only to report that. */
export function statusFdHint(argv: readonly Buffer[]): number | undefined {
  const at = argv.findIndex((word) => word.equals(Buffer.from('--status-fd')))
  try {
    return at < 0 ? undefined : statusFdOf(argv[at + 1]?.toString('latin1'))
  } catch {
    return undefined
  }
}

/** gLExec strips newlines from GLEXEC_ID; so do we, from any label. */
export const labelOf = (value: string | undefined): string | undefined => value?.replace(/[\r\n]+/g, ' ').slice(0, 256)

function decodeWord(bytes: Buffer, index: number): string {
  const text = decodeUtf8(bytes)
  if (text === undefined) throw new LaunchError('request-malformed', `argument ${index} is not UTF-8`)
  return text
}

function absolutePath(path: string, cwd: string): string {
  if (path.includes('\0') || path === '') throw new LaunchError('request-malformed', 'a path is empty or holds a NUL')
  if (posix.isAbsolute(path)) return path
  if (cwd === '')
    throw new LaunchError(
      'cwd-unknown',
      'a relative path is given, but the working directory cannot be told; give an absolute path',
    )
  return `${cwd}/${path}`
}

/**
 * The path that will be executed. With a slash: absolute or relative to the caller's directory. Without one: looked for along
 * the payload's own PATH, never along the caller's. Whether the target may execute it is only known to the target.
 */
function resolveCommand(
  command: readonly string[],
  absolute: (path: string) => string,
  searchPath: string,
): readonly string[] {
  const [name, ...rest] = command
  if (name === undefined) return []
  if (name.includes('/')) return [absolute(name), ...rest]
  const found = searchPath
    .split(':')
    .map((directory) => `${directory}/${name}`)
    .find(isExecutable)
  if (name === '' || found === undefined) {
    throw new LaunchError(
      'command-missing',
      `the command '${name}' is not found along ${searchPath}; give an absolute path`,
    )
  }
  return [found, ...rest]
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

export type { OfferedEnvironment }
