/** Many new identities at once on exactly as many free accounts, in a pool of its own. */
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { CONFIGURATION, GRIDMAPDIR, GRID_MAPFILE, finished, startLaunch } from './support'

export interface StormResult {
  readonly accounts: readonly string[]
  readonly codes: readonly (number | null)[]
  readonly links: readonly number[]
  readonly complaints: readonly string[]
}

const FIRST_UID = 61500

/** The other test files meet the machine as it was. */
function keepMachine(): () => void {
  const kept = ['/etc/passwd', CONFIGURATION, GRID_MAPFILE].map((path) => [path, readFileSync(path)] as const)
  return () => {
    for (const [path, bytes] of kept) writeFileSync(path, bytes)
    for (const name of readdirSync(GRIDMAPDIR))
      if (/^wide\d+$|cn%3dstorm\d+$/.test(name)) unlinkSync(`${GRIDMAPDIR}/${name}`)
    rmSync('/home/wide', { recursive: true })
  }
}

/** A pool `wide` with `size` accounts: passwd entries, account files, and its table in the configuration. */
function makePool(size: number): void {
  mkdirSync('/home/wide', { mode: 0o755 })
  for (let number = 1; number <= size; number += 1) {
    const name = `wide${String(number).padStart(3, '0')}`
    appendFileSync('/etc/passwd', `${name}:x:${FIRST_UID + number}:61000:storm account:/home/wide:/bin/bash\n`)
    writeFileSync(`${GRIDMAPDIR}/${name}`, '')
  }
  appendFileSync(CONFIGURATION, `\n[[pool]]\nname = "wide"\nprefix = "wide"\ndirectory = "${GRIDMAPDIR}"\n`)
}

export async function storm(
  size: number,
  admitUser: (name: string) => void,
  makeProxy: (user: string, options: readonly string[]) => string,
): Promise<StormResult> {
  const restore = keepMachine()
  makePool(size)
  const users = Array.from({ length: size }, (_, index) => `storm${index}`)
  const proxies = users.map((user) => {
    admitUser(user)
    return makeProxy(user, ['--no-voms'])
  })
  const results = await Promise.all(proxies.map((proxy) => finished(startLaunch(proxy, ['/usr/bin/id', '-un']))))
  const names = readdirSync(GRIDMAPDIR).filter((name) => /^wide\d+$|cn%3dstorm\d+$/.test(name))
  const links = names.map((name) => statSync(`${GRIDMAPDIR}/${name}`).nlink)
  restore()
  return {
    accounts: results.map(({ stdout }) => stdout.trim()).filter((name) => name !== ''),
    codes: results.map(({ code }) => code),
    complaints: results.map(({ stderr }) => stderr).filter((text) => text !== ''),
    links,
  }
}
