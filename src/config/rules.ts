/**
 * What the schema cannot say: how the keys of a valid configuration fit together. Each rule reads whole tables and
 * is only asked where the schema has accepted all of them. In doubt a rule refuses: fail closed.
 */
import { pointerTo } from './locate'
import { judgeCallers, judgeCredentials } from './rules-callers'
import { judgeCi, judgeIssuers } from './rules-ci'
import { judgeIdentifiers } from './rules-identifiers'
import { judgeMaps, judgePools } from './rules-maps'
import { judgeReach } from './rules-reach'
import type { Report } from './problems'
import type { Configuration } from './schema'
import { bytes, limit, milliseconds, octal, seconds } from './units'

interface Rule {
  readonly reads: readonly (keyof Configuration)[]
  readonly judge: (configuration: Configuration, report: Report) => void
}

const RULES: readonly Rule[] = [
  { reads: ['service'], judge: judgeIdentifiers },
  { reads: ['service'], judge: judgeService },
  { reads: ['caller', 'map', 'pool'], judge: judgeCallers },
  { reads: ['caller', 'authenticate', 'map'], judge: judgeCredentials },
  { reads: ['authenticate'], judge: judgeAuthenticate },
  { reads: ['map', 'pool'], judge: judgeMaps },
  { reads: ['caller', 'map'], judge: judgeReach },
  { reads: ['pool'], judge: judgePools },
  { reads: ['environment'], judge: judgeEnvironment },
  { reads: ['launch'], judge: judgeLaunch },
  { reads: ['ci', 'authenticate'], judge: judgeCi },
  { reads: ['service', 'authenticate', 'ci'], judge: judgeIssuers },
  { reads: ['record', 'log'], judge: judgeRecord },
]

/** `refused`: top-level tables that are not of the form that the type promises. */
export function judge(configuration: Configuration, refused: ReadonlySet<string>, report: Report): void {
  for (const rule of RULES) {
    if (!rule.reads.some((table) => refused.has(table))) rule.judge(configuration, report)
  }
}

/** sockaddr_un(7): sun_path has 108 bytes with its NUL. */
const LONGEST_SOCKET = 107

function judgeService({ service }: Configuration, report: Report): void {
  const timeout = milliseconds(service.decision_timeout)
  if (timeout < 1000 || timeout > 300_000)
    report.error('/service/decision_timeout', '[service] decision_timeout must be from 1s to 5m')
  if (Buffer.byteLength(service.socket) > LONGEST_SOCKET)
    report.error('/service/socket', `[service] socket must be at most ${LONGEST_SOCKET} bytes long`)
  if (service.account === 'root')
    report.error('/service/account', '[service] account must not be root', 'use an account of its own')
  if (service.log_only)
    report.warning('/service/log_only', 'commands run as the caller: nothing is separated', 'for trials only')
}

function judgeAuthenticate({ authenticate: { x509, munge, oidc } }: Configuration, report: Report): void {
  if (x509 !== undefined) {
    if (bytes(x509.max_file_size) < 1024 || bytes(x509.max_file_size) > 4 * 1024 ** 2)
      report.error('/authenticate/x509/max_file_size', '[authenticate.x509] max_file_size must be from 1KiB to 4MiB')
    judgeSkew('/authenticate/x509/clock_skew', x509.clock_skew, report)
    for (const level of Object.keys(x509.max_lifetime)) {
      if (level !== 'leaf' && Number(level) >= x509.max_delegations)
        report.warning(
          pointerTo('/authenticate/x509/max_lifetime', level),
          `no proxy is at level ${level} with max_delegations = ${x509.max_delegations}`,
        )
    }
    for (const key of ['crl', 'signing_policy'] as const) {
      if (x509[key] === 'ignore')
        report.warning(
          `/authenticate/x509/${key}`,
          `[authenticate.x509] ${key} is ignored`,
          'use "if-present" or "required"',
        )
    }
  }
  if (munge !== undefined) judgeSkew('/authenticate/munge/max_age', munge.max_age, report)
  oidc.forEach((issuer, index) => {
    const at = pointerTo('/authenticate/oidc', index)
    judgeSkew(`${at}/leeway`, issuer.leeway, report)
    if (issuer.jwks_file !== undefined && issuer.jwks_url !== undefined)
      report.error(`${at}/jwks_url`, 'jwks_file and jwks_url exclude each other', 'take one of them out')
  })
  unique(oidc, '/authenticate/oidc', 'name', report)
  unique(oidc, '/authenticate/oidc', 'issuer', report)
}

const LONGEST_SKEW = 3600

function judgeSkew(pointer: string, text: string, report: Report): void {
  if (seconds(text) > LONGEST_SKEW) report.error(pointer, `${text} is too long`, 'at most 1h')
}

function judgeEnvironment({ environment }: Configuration, report: Report): void {
  const size = bytes(environment.max_size)
  // MAX_ARG_STRLEN and the stack limit's quarter (execve(2)): more cannot be passed on anyway.
  if (size < 4096 || size > 2 * 1024 ** 2)
    report.error('/environment/max_size', '[environment] max_size must be from 4KiB to 2MiB')
  environment.allow.forEach((pattern, index) => {
    if (/^[*?]+$/.test(pattern))
      report.warning(
        `/environment/allow/${index}`,
        `"${pattern}" passes everything but the built-in deny list, which cannot know every dangerous name`,
        'list the names',
      )
  })
}

const LONGEST_GRACE = 300_000

function judgeLaunch({ launch }: Configuration, report: Report): void {
  if (milliseconds(launch.grace) > LONGEST_GRACE) report.error('/launch/grace', '[launch] grace must be at most 5m')
  if (launch.umask !== 'keep' && (octal(launch.umask) & 0o700) !== 0)
    report.error('/launch/umask', '[launch] umask must leave the owner its own files', 'e.g. "0022" or "0077"')
  for (const [name, value] of Object.entries(launch.limits)) {
    const { soft, hard } = limit(value)
    if (hard !== undefined && (soft === undefined || soft > hard))
      report.error(pointerTo('/launch/limits', name), `the soft limit of ${name} is above the hard limit`)
  }
}

function judgeRecord({ record, log }: Configuration, report: Report): void {
  const mode = octal(record.mode)
  if ((mode & 0o600) !== 0o600 || (mode & 0o133) !== 0)
    report.error('/record/mode', '[record] mode must be "0600", "0640" or "0644"')
  if (log.file === 'none' && !log.syslog)
    report.error('/log/file', 'there is no audit log', 'set [log] file or syslog = true')
  if (log.file.startsWith(`${record.directory}/`))
    report.error('/log/file', '[log] file lies in [record] directory', 'put it elsewhere')
  if (log.on_failure === 'continue')
    report.warning('/log/on_failure', 'launches that cannot be logged go on', 'use "refuse"')
}

/** Each name at most once. */
export function unique<K extends string>(
  tables: readonly Readonly<Record<K, string>>[],
  pointer: string,
  key: K,
  report: Report,
): void {
  const seen = new Set<string>()
  tables.forEach((table, index) => {
    const value = table[key]
    if (seen.has(value)) report.error(`${pointerTo(pointer, index)}/${key}`, `${key} "${value}" is used twice`)
    seen.add(value)
  })
}
