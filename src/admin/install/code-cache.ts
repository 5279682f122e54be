/** The V8 code cache of the decision program: what V8 would otherwise compile at every launch. */
import { spawn, spawnSync } from 'node:child_process'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { ServiceSettings } from '../../core/settings'
import { LaunchError } from '../../core/errors'
import type { Ids } from './files'

/** As the helper starts it: the cache depends on V8's version and on every option that reaches V8. */
const commandOf = ({ node, nodeOptions }: ServiceSettings, loader: string, order: string): [string, string[]] => [
  node,
  [...nodeOptions, loader, order],
]

const ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C' }

/** Whether the cache beside the program fits it, this Node and these options. */
export function cacheFits(service: ServiceSettings, loader: string): boolean {
  const [node, args] = commandOf(service, loader, '--check-cache')
  return spawnSync(node, args, { env: ENVIRONMENT, stdio: 'ignore', timeout: 20_000 }).status === 0
}

/**
 * Starts the decision program as the service account, which then plays launches through (src/rehearsal/), so that all
 * that a launch uses is compiled. Errors: `install-failed`.
 */
export async function makeCache(service: ServiceSettings, loader: string, { uid, gid }: Ids): Promise<Buffer> {
  const [node, args] = commandOf(service, loader, '--write-cache')
  const child = spawn(node, args, { uid, gid, env: ENVIRONMENT, stdio: ['ignore', 'pipe', 'pipe', 'pipe'], cwd: '/' })
  const [, stdout, stderr, conversation] = child.stdio
  conversation?.destroy()
  const failed = new Promise<never>((_, reject) => child.on('error', reject))
  const [cache, said] = await Promise.race([Promise.all([collect(stdout), collect(stderr)]), failed])
  if (cache.length > 0) return cache
  throw new LaunchError('install-failed', 'the decision program does not start', {
    detail: `${node} ${args.join(' ')}: ${said.toString('utf8').trim()}`,
  })
}

const collect = (stream: Readable | null): Promise<Buffer> =>
  stream === null ? Promise.resolve(Buffer.alloc(0)) : buffer(stream)
