/** CAs, revocation lists, VOMS servers, token issuers, and the clock by which all of them are judged. */
import { X509Certificate } from 'node:crypto'
import { cacheOf, parseEntry, pathOf } from '../../authenticate/oidc/cache'
import type { OidcSettings, Settings, X509Settings } from '../../core/settings'
import { age } from '../record/text'
import { crlDates } from './crl'
import { firstOf, ok, problem, warning, type Finding } from './finding'
import type { Probe } from './probe'

const FETCH_CRL = 'fetch-crl (run it from cron or fetch-crl.timer)'
const SOON = 86_400
/** Beyond this, fresh tokens and proxies are "not yet valid". */
const SKEW = 60

export async function checkTrust(settings: Settings, probe: Probe): Promise<readonly Finding[]> {
  const { x509, oidc } = settings.authenticate
  const issuers = await Promise.all(
    oidc
      .filter(({ jwksFile }) => jwksFile === undefined)
      .map(async (issuer) => ({
        issuer,
        answer: await probe.fetch(
          issuer.jwksUrl ?? `${issuer.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
          issuer.caFile,
        ),
      })),
  )
  return [
    ...(x509 === undefined ? [] : [...checkCas(x509, probe), ...checkVoms(x509, probe)]),
    ...issuers.map(({ issuer, answer }) => checkIssuer(issuer, answer.trouble, probe)),
    checkClock(
      issuers.map(({ answer }) => answer.date).filter((date) => date !== undefined),
      probe,
    ),
  ]
}

/** Fetched keys are kept, and used for a while when the issuer does not answer. */
function checkIssuer(issuer: OidcSettings, trouble: string | undefined, probe: Probe): Finding {
  const { name, keysMaxStale } = issuer
  const id = `issuer-${name}`
  const fetched = parseEntry(probe.readText(pathOf(cacheOf(issuer))) ?? '')?.fetched
  const since = fetched === undefined ? undefined : probe.now - fetched
  if (trouble === undefined)
    return ok(id, `the keys of ${name} can be had${since === undefined ? '' : `; those on disk are ${age(since)} old`}`)
  const remedy = 'check network, proxy and [[authenticate.oidc]] ca_file'
  const message = `the keys of ${name} cannot be had: ${trouble}`
  if (since === undefined) return problem(id, message, remedy)
  return since < keysMaxStale
    ? warning(
        id,
        `${message}; those on disk are ${age(since)} old and do for ${age(keysMaxStale - since)} more`,
        remedy,
      )
    : problem(id, `${message}; those on disk, ${age(since)} old, are too old`, remedy)
}

function checkClock(dates: readonly number[], probe: Probe): Finding {
  const id = 'clock'
  const off = dates.find((date) => Math.abs(date - probe.now) > SKEW)
  if (off !== undefined)
    return problem(id, `this clock is ${age(Math.abs(off - probe.now))} off an issuer's`, 'timedatectl set-ntp true')
  const set = probe.clockIsSet()
  if (set === false) return warning(id, 'nothing sets this clock', 'timedatectl set-ntp true')
  return ok(id, set === undefined ? 'the clock runs; whether it is set cannot be told' : 'the clock is set by NTP')
}

/** Hash links of c_rehash(1): `<hash>.0` a certificate, `<hash>.r0` its revocation list. */
function checkCas(x509: X509Settings, probe: Probe): readonly Finding[] {
  const directory = x509.caDirectory
  const names = probe.list(directory)
  if (names === undefined)
    return [problem('ca-directory', `${directory} is not there`, 'install the CA bundle (e.g. ca-policy-egi-core)')]
  const hashes = [
    ...new Set(names.map((name) => /^([0-9a-f]{8})\.\d+$/.exec(name)?.[1]).filter((hash) => hash !== undefined)),
  ]
  if (hashes.length === 0)
    return [problem('ca-directory', `${directory} has no CA under its hash`, `openssl rehash ${directory}`)]
  const cas = hashes.map((hash) => ({ hash, certificate: certificateIn(probe.readBytes(`${directory}/${hash}.0`)) }))
  const expired = cas.filter(({ certificate }) => certificate !== undefined && certificate.until < probe.now)
  const unreadable = cas.find(({ certificate }) => certificate === undefined)
  return [
    firstOf(
      ok('ca-directory', `${hashes.length} CAs in ${directory}`),
      unreadable === undefined
        ? undefined
        : problem('ca-directory', `${directory}/${unreadable.hash}.0 is no certificate`, 'install the CA bundle again'),
      expired.length === hashes.length
        ? problem('ca-directory', 'every CA has expired', 'update the CA bundle')
        : undefined,
      expired.length > 0
        ? warning('ca-directory', `${expired[0]?.certificate?.subject ?? ''} has expired`, 'update the CA bundle')
        : undefined,
    ),
    x509.crl === 'ignore'
      ? warning('crls', 'revocation lists are ignored', '[authenticate.x509] crl = "required"')
      : checkCrls(x509, hashes, probe),
  ]
}

function checkCrls(x509: X509Settings, hashes: readonly string[], probe: Probe): Finding {
  const id = 'crls'
  const crls = hashes.map((hash) => ({
    file: `${x509.caDirectory}/${hash}.r0`,
    bytes: probe.readBytes(`${x509.caDirectory}/${hash}.r0`),
  }))
  const absent = crls.filter(({ bytes }) => bytes === undefined)
  const read = crls.flatMap(({ file, bytes }) => (bytes === undefined ? [] : [{ file, dates: crlDates(bytes) }]))
  const broken = read.find(({ dates }) => dates === undefined)
  const stale = read.filter(({ dates }) => dates?.next !== undefined && dates.next < probe.now)
  const soon = read.find(({ dates }) => dates?.next !== undefined && dates.next < probe.now + SOON)
  const early = read.find(({ dates }) => dates !== undefined && dates.last > probe.now + SKEW)
  const say = absent.length === hashes.length || x509.crl === 'required' ? problem : warning
  return firstOf(
    ok(id, `${read.length} revocation lists are of now`),
    broken === undefined ? undefined : problem(id, `${broken.file} is no revocation list`, FETCH_CRL),
    stale.length === 0
      ? undefined
      : problem(
          id,
          `${stale.length} revocation lists have expired, e.g. ${stale[0]?.file ?? ''} ${age(probe.now - (stale[0]?.dates?.next ?? 0))} ago`,
          FETCH_CRL,
        ),
    early === undefined
      ? undefined
      : problem(id, `${early.file} is of the future: is the clock right?`, 'timedatectl set-ntp true'),
    absent.length === 0 || x509.crl === 'if-present'
      ? undefined
      : say(
          id,
          `${absent.length} of ${hashes.length} CAs have no revocation list, e.g. ${absent[0]?.file ?? ''}`,
          FETCH_CRL,
        ),
    soon === undefined ? undefined : warning(id, `${soon.file} expires within a day`, FETCH_CRL),
  )
}

function certificateIn(bytes: Buffer | undefined): { readonly subject: string; readonly until: number } | undefined {
  if (bytes === undefined) return undefined
  try {
    const certificate = new X509Certificate(bytes)
    return { subject: certificate.subject.replaceAll('\n', ', '), until: Date.parse(certificate.validTo) / 1000 }
  } catch {
    return undefined
  }
}

function checkVoms(x509: X509Settings, probe: Probe): readonly Finding[] {
  if (x509.voms === 'ignore') return []
  const id = 'vomsdir'
  const directory = x509.vomsDirectory
  const vos = probe.list(directory)
  const remedy = `install the .lsc files of your VOs below ${directory}`
  const say = x509.voms === 'require' ? problem : warning
  if (vos === undefined) return [say(id, `${directory} is not there`, remedy)]
  const known = vos.filter((vo) => (probe.list(`${directory}/${vo}`) ?? []).some((name) => /\.(?:lsc|pem)$/.test(name)))
  return [
    known.length === 0 ? say(id, `${directory} knows no VO`, remedy) : ok(id, `${directory} knows ${known.join(', ')}`),
  ]
}
