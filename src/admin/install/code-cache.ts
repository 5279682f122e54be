/** The V8 code caches of our programs: what V8 would otherwise compile at every start. */
import { spawn, spawnSync } from 'node:child_process'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { basename } from 'node:path'
import type { ServiceSettings } from '../../core/settings'
import { deciderOptions } from '../../config/helper-conf'
import { LaunchError } from '../../core/errors'
import type { Ids } from './files'
import { PATHS } from './layout'

/** As the helper or the door starts it: the cache depends on V8's version and on every option that reaches V8. */
const commandOf = (service: ServiceSettings, loader: string, order: string): [string, string[]] => [
  service.node,
  [...(basename(loader) === basename(PATHS.decider) ? deciderOptions(service) : []), loader, order],
]

const ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C' }

/** Whether the caches beside the program fit it, this Node and these options. */
export function cacheFits(service: ServiceSettings, loader: string): boolean {
  const [node, args] = commandOf(service, loader, '--check-cache')
  return spawnSync(node, args, { env: ENVIRONMENT, stdio: 'ignore', timeout: 20_000 }).status === 0
}

/**
 * Starts the program as the service account; it compiles what it needs (scripts/build.d/loader.cjs). Returns part → cache.
 * Errors: `install-failed`.
 */
export async function makeCaches(
  service: ServiceSettings,
  loader: string,
  { uid, gid }: Ids,
): Promise<ReadonlyMap<string, Buffer>> {
  const [node, args] = commandOf(service, loader, '--write-cache')
  const child = spawn(node, args, { uid, gid, env: ENVIRONMENT, stdio: ['ignore', 'pipe', 'pipe', 'pipe'], cwd: '/' })
  const [, stdout, stderr, conversation] = child.stdio
  conversation?.destroy()
  const failed = new Promise<never>((_, reject) => child.on('error', reject))
  const [caches, said] = await Promise.race([Promise.all([collect(stdout), collect(stderr)]), failed])
  if (caches.length > 0)
    return new Map(
      Object.entries(JSON.parse(caches.toString('latin1')) as Record<string, string>).map(([part, cache]) => [
        part,
        Buffer.from(cache, 'base64'),
      ]),
    )
  throw new LaunchError('install-failed', 'the program does not start', {
    detail: `${node} ${args.join(' ')}: ${said.toString('utf8').trim()}`,
  })
}

const collect = (stream: Readable | null): Promise<Buffer> =>
  stream === null ? Promise.resolve(Buffer.alloc(0)) : buffer(stream)
