/** A pool of its own for storms of launches, with users who have never been seen, and what a storm must leave of it. */
import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import { CONFIGURATION, GRID_MAPFILE, UID, dnOf } from '../e2e/support'

export const DIRECTORY = '/var/lib/mapexec/storm'
/** The prefix that test/mapping/lcmaps-emulation.ts knows. */
export const PREFIX = 'tpool'
const FIRST_UID = 61500
const HOME = '/home/storm'

export const accountName = (number: number): string => `${PREFIX}${String(number).padStart(3, '0')}`
const isLease = (name: string): boolean => name.startsWith('%2f')

/** Accounts 1 to `size` in passwd; their files are laid anew by resetPool(). */
export function makeStormPool(size: number, owner: { readonly uid: number; readonly gid: number }): void {
  fs.mkdirSync(HOME, { mode: 0o755 })
  fs.mkdirSync(DIRECTORY, { mode: 0o755 })
  fs.chownSync(DIRECTORY, owner.uid, owner.gid)
  for (let number = 1; number <= size; number += 1)
    fs.appendFileSync('/etc/passwd', `${accountName(number)}:x:${FIRST_UID + number}:61000::${HOME}:/bin/sh\n`)
  fs.appendFileSync(CONFIGURATION, `\n[[pool]]\nname = "storm"\nprefix = "${PREFIX}"\ndirectory = "${DIRECTORY}"\n`)
}

/** Nobody has an account: as on the first day. */
export function resetPool(size: number): void {
  for (const name of fs.readdirSync(DIRECTORY)) fs.rmSync(`${DIRECTORY}/${name}`, { recursive: true })
  for (let number = 1; number <= size; number += 1) layAccount(accountName(number))
}

/** Who may link a file must be able to write it (fs.protected_hardlinks). */
export function layAccount(name: string): void {
  const { uid, gid } = fs.statSync(DIRECTORY)
  fs.writeFileSync(`${DIRECTORY}/${name}`, '')
  fs.chownSync(`${DIRECTORY}/${name}`, uid, gid)
}

/** Certificates and RFC 3820 proxies of `$1` users on one key: finding primes for each would take longer than the storm. */
const ISSUE = `
set -e
cd "$(mktemp -d)"; ca=$SANDBOX_CA
openssl genrsa -out key.pem 2048
printf 'keyUsage=critical,digitalSignature\nproxyCertInfo=critical,language:id-ppl-inheritAll\n' >proxy.cnf
for at in $(seq 0 $(($1 - 1))); do
  name="/DC=org/DC=mapexec/CN=storm$at"
  openssl req -new -key key.pem -config "$ca/openssl.cnf" -subj "$name" |
    openssl x509 -req -sha256 -days 2 -CA "$ca/ca.pem" -CAkey "$ca/ca.key" -set_serial $((90000 + at)) \
      -extfile "$ca/openssl.cnf" -extensions user -out user.pem
  openssl req -new -key key.pem -config "$ca/openssl.cnf" -subj "$name/CN=7$at" |
    openssl x509 -req -sha256 -days 1 -CA user.pem -CAkey key.pem -set_serial 7$at -extfile proxy.cnf -out proxy.pem
  install -m 0600 -o $2 -g $2 /dev/null "/home/pilot/storm$at.proxy"
  cat proxy.pem key.pem user.pem >"/home/pilot/storm$at.proxy"
done`

/** Proxies of as many users, who map to the storm's pool. */
export function makeUsers(count: number): readonly string[] {
  const names = Array.from({ length: count }, (_none, index) => `storm${index}`)
  fs.appendFileSync(GRID_MAPFILE, names.map((name) => `"${dnOf(name)}" .${PREFIX}\n`).join(''))
  execFileSync('/bin/bash', ['-c', ISSUE, 'issue', String(count), String(UID.pilot)], { stdio: 'ignore' })
  return names.map((name) => `/home/pilot/${name}.proxy`)
}

/** Lease → account, by inode; an account that has none, or two, is what no storm may leave. */
export function census(): {
  readonly leases: ReadonlyMap<string, string | undefined>
  readonly links: readonly number[]
} {
  const entries = fs
    .readdirSync(DIRECTORY)
    .filter((name) => isLease(name) || name.startsWith(PREFIX))
    .map((name) => ({ name, facts: fs.lstatSync(`${DIRECTORY}/${name}`) }))
    .filter(({ facts }) => facts.isFile())
  const accountOf = new Map(entries.filter(({ name }) => !isLease(name)).map(({ name, facts }) => [facts.ino, name]))
  const leases = entries.filter(({ name }) => isLease(name))
  return {
    leases: new Map(leases.map(({ name, facts }) => [name, accountOf.get(facts.ino)])),
    links: leases.map(({ facts }) => facts.nlink),
  }
}
