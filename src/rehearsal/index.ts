/**
 * A launch that is played through without a helper, so that V8 has compiled what launches use when the installer writes
 * its code cache. It runs as the service account with the site's own settings, but every place that it would write to is
 * a directory of its own, and everybody who appears in it is made up. Nothing depends on how it ends.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { converse } from '../conversation'
import { LaunchError } from '../core/errors'
import type { CallerSettings, MapRule, OidcSettings, Settings, X509Settings } from '../core/settings'
import type { Account, ListFile, System } from '../core/system'
import { MESSAGE } from '../core/wire'
import { FIXTURE } from './fixture'
import { answerOf, helloOf, requestedPath } from './helper'
import { makeToken } from './token'

const ACCOUNT: Account = { name: 'rehearsal1', uid: 61_001, gid: 61_001, home: '/', shell: '/bin/sh' }
const CALLER: Account = { ...ACCOUNT, name: 'rehearsal', uid: 60_001, gid: 60_001 }
const PROXY = '/rehearsal/proxy'
const TOKEN = '/rehearsal/token'
const KEYS = '/rehearsal/keys'
const GRID_MAPFILE = '/rehearsal/grid-mapfile'

/**
 * Once for each kind of credential that is configured. Returns how each ended: `launch`, or the reason of a refusal, which
 * a site's stricter settings may well lead to. Never throws.
 */
export async function rehearse(system: System, settings: Settings): Promise<readonly string[]> {
  const ends: string[] = []
  const directory = mkdtempSync('/tmp/mapexec-rehearsal-')
  try {
    for (const name of ['records', 'records/ended', 'records/history', 'records/slots', 'pool'])
      mkdirSync(`${directory}/${name}`, { mode: 0o700 })
    writeFileSync(`${directory}/pool/${ACCOUNT.name}`, '')
    const staged = stage(settings, directory)
    const { x509, oidc } = staged.authenticate
    ends.push(await play(['--unix'], {}, system, staged))
    if (x509 !== undefined)
      ends.push(await play(['--proxy', PROXY], { [PROXY]: FIXTURE.proxy }, backdrop(system, x509), staged))
    for (const issuer of oidc) {
      const { token, keys } = await makeToken(issuer, system.clock.now())
      ends.push(await play(['--token', TOKEN], { [TOKEN]: token }, withKeys(system, keys), staged))
    }
  } catch {
    // The cache then lacks something, which costs launches some milliseconds and is no reason to have none.
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
  return ends
}

/** `files`: path → what the caller has there. */
async function play(
  credential: readonly string[],
  files: Readonly<Record<string, string>>,
  system: System,
  settings: Settings,
): Promise<string> {
  const argv = ['mapexec-helper', 'run', ...credential, '--', '/bin/true']
  let next = helloOf(CALLER, argv)
  const decision = await converse(
    {
      receive: () => Promise.resolve(next),
      send(frame) {
        if (frame[4] === MESSAGE.READ) {
          const text = files[requestedPath(frame) ?? '']
          next = answerOf(CALLER, text === undefined ? undefined : Buffer.from(text))
        }
        return Promise.resolve()
      },
    },
    { system: { ...system, accounts: castOf(system) }, events: false, loadSettings: () => settings },
  )
  return decision?.refused === true ? decision.reason : 'launch'
}

/** The site's settings with other places and people. */
function stage(settings: Settings, directory: string): Settings {
  const { launch, environment, authenticate, service } = settings
  const all = { first: 1, last: 0xffff_fff0 }
  const caller: CallerSettings = {
    name: 'rehearsal',
    users: [CALLER.name],
    groups: [],
    credentials: ['unix', 'x509', 'oidc'],
    maps: undefined,
    pools: undefined,
    accounts: undefined,
    environment: [],
    commands: undefined,
    keyless: true,
    place: undefined,
  }
  const rule: Omit<MapRule, 'name' | 'kinds' | 'from'> = {
    groups: { source: 'account', groupmapfile: undefined, mapAll: false, mapMinimum: 0, toSecondary: false },
    leaseSuffix: 'none',
    reap: 'account',
    place: undefined,
  }
  const static_ = { type: 'account', subject: undefined, account: ACCOUNT.name } as const
  return {
    path: settings.path,
    service: { ...service, targetUids: [all], targetGids: [all], allowSystem: true, logOnly: false },
    callers: [caller],
    authenticate: { ...authenticate, oidc: authenticate.oidc.slice(0, 1).map(eased), unix: true },
    authorize: settings.authorize,
    maps: [
      {
        ...rule,
        name: 'proxies',
        kinds: ['x509'],
        from: { type: 'grid-mapfile', file: GRID_MAPFILE, wildcards: true },
      },
      { ...rule, name: 'callers', kinds: ['unix', 'oidc'], from: static_ },
    ],
    pools: [
      {
        name: 'rehearsal',
        prefix: 'rehearsal',
        directory: `${directory}/pool`,
        sharing: 'identity',
        maxPerIdentity: 1,
        strictPrefix: true,
        overrideInconsistency: false,
        place: undefined,
      },
    ],
    environment,
    launch,
    record: { directory: `${directory}/records`, historyMaxFiles: 1, historyMaxAge: 1, mode: 0o600 },
    log: { file: `${directory}/audit.log`, syslog: true, syslogSocket: `${directory}/log`, onFailure: 'continue' },
  }
}

/** One issuer stands for all; nobody but the site can know what its tokens have to say. */
const eased = (issuer: OidcSettings): OidcSettings => ({
  ...issuer,
  jwksFile: KEYS,
  subjectClaim: 'sub',
  require: {},
  maxLifetime: undefined,
  ciOnly: false,
})

const withKeys = (system: System, keys: string): System => ({
  ...system,
  readTrustedFile: (path, ...options) =>
    path === KEYS ? listFile(path, keys) : system.readTrustedFile(path, ...options),
})

const listFile = (path: string, text: string): ListFile => ({
  path,
  text,
  facts: { mode: 0o100644, uid: 0, gid: 0, nlink: 1, size: 0, mtime: 0 },
})

/** The name service is asked, as in a launch, and then not listened to. */
function castOf({ accounts }: System): System['accounts'] {
  return {
    ...accounts,
    byUid: (asked) => accounts.byUid(asked) ?? CALLER,
    byName: (name) => accounts.byName(name) ?? (name === CALLER.name ? CALLER : ACCOUNT),
    groupsOf(account) {
      accounts.groupsOf(account)
      return [account.gid]
    },
  }
}

/** The machine of the fixture: its CA directory, its lists, its time. Absent files are asked for where they would be. */
function backdrop(system: System, { caDirectory, vomsDirectory }: X509Settings): System {
  const textOf = (path: string): string | undefined => {
    if (path === GRID_MAPFILE) return `"${FIXTURE.subject}" .rehearsal\n`
    if (path.startsWith(`${vomsDirectory}/`)) return path.endsWith('.lsc') ? FIXTURE.lsc : undefined
    if (!path.startsWith(`${caDirectory}/`)) return undefined
    if (path.endsWith('.r0')) return FIXTURE.crl
    if (path.endsWith('.0')) return FIXTURE.authority
    return path.endsWith('.signing_policy') ? FIXTURE.signingPolicy : undefined
  }
  return {
    ...system,
    clock: { now: () => FIXTURE.time },
    readTrustedFile(path, maxBytes, options): ListFile {
      const text = textOf(path)
      if (text !== undefined) return listFile(path, text)
      if (!path.startsWith(`${caDirectory}/`) && !path.startsWith(`${vomsDirectory}/`))
        return system.readTrustedFile(path, maxBytes, options)
      throw new LaunchError('list-absent', 'it is not part of the rehearsal')
    },
  }
}
