/** Where everything of an installation is: fixed paths, because the helper and the door have them compiled in. */

export const PATHS = {
  library: '/usr/lib/mapexec',
  helper: '/usr/lib/mapexec/mapexec-helper',
  decider: '/usr/lib/mapexec/decider.js',
  cli: '/usr/lib/mapexec/cli.js',
  door: '/usr/bin/mapexec',
  glexec: '/usr/sbin/glexec',
  configuration: '/etc/mapexec/mapexec.toml',
  configurationDirectory: '/etc/mapexec',
  helperConf: '/etc/mapexec/helper.conf',
  state: '/var/lib/mapexec',
  cache: '/var/lib/mapexec/cache',
  manual: '/usr/share/man',
  units: '/usr/lib/systemd/system',
  sysusers: '/usr/lib/sysusers.d/mapexec.conf',
  tmpfiles: '/usr/lib/tmpfiles.d/mapexec.conf',
} as const

/** setcap(8) text of what the helper has: in the permitted set only, raised around each call. */
export const HELPER_CAPABILITIES = 'cap_setgid,cap_setuid=p'

/** Below the record directory; src/record/ and the helper find them there. */
export const RECORD_SUBDIRECTORIES: readonly { readonly name: string; readonly mode: number }[] = [
  { name: 'ended', mode: 0o755 },
  { name: 'history', mode: 0o755 },
  { name: 'slots', mode: 0o755 },
  // A foreign process that could open a lock file could hold it.
  { name: 'locks', mode: 0o700 },
]

/** Parts of a program and their caches carry its hash in their names. */
export const isGeneration = (name: string): boolean =>
  /^(?:decider|cli)-[0-9a-f]{16}\.(?:settings|(?:[a-z0-9-]+\.)?(?:js|cache))$/.test(name)

/** `decider-HASH` or `cli-HASH`, which a loader (decider.js, cli.js) names. */
export const generationOf = (loader: string): string | undefined =>
  /\/((?:decider|cli)-[0-9a-f]{16})`/.exec(loader)?.[1]

/** Files of a program that its loader names: what it always needs, and the parts for some tasks. */
export function programsOf(loader: string): readonly string[] {
  const generation = generationOf(loader)
  const parts = /JSON\.parse\('(\{[^']*\})'\)/.exec(loader)?.[1]
  if (generation === undefined || parts === undefined) return []
  const names = new Set(Object.values(JSON.parse(parts) as Readonly<Record<string, string>>))
  return [...names].map((part) => (part === 'main' ? `${generation}.js` : `${generation}.${part}.js`))
}
