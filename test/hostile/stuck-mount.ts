/** A file system that does not answer, mounted for some tests (test/hostile/c/stuck.c). */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { UID } from '../e2e/support'
import { STUCK } from './support'

const DEVICE = '/sandbox/fuse'

/** Why there can be none on this machine, or undefined. */
export function stuckObstacle(): string | undefined {
  try {
    execFileSync('sh', ['-c', `test -e ${DEVICE} || mknod ${DEVICE} c 10 229`], { stdio: 'ignore' })
    closeSync(openSync(DEVICE, 'r+'))
    return undefined
  } catch (error) {
    return `/dev/fuse: ${(error as Error).message}`
  }
}

/** Its files belong to `owner`. */
export async function mountStuck(directory: string, owner: number = UID.pilot): Promise<ChildProcess> {
  mkdirSync(directory, { recursive: true })
  const server = spawn(STUCK, [DEVICE, directory, String(owner)], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise<void>((resolve, reject) => {
    server.stdout.once('data', () => resolve())
    server.once('close', (code) => reject(new Error(`stuck ended with ${code ?? 'a signal'}`)))
  })
  return server
}

/** Without its server the kernel answers all who wait: whoever could not be killed is let go. */
export async function unmountStuck(server: ChildProcess, directory: string): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) {
    const closed = new Promise((resolve) => server.once('close', resolve))
    server.kill('SIGKILL')
    await closed
  }
  execFileSync('umount', ['-l', directory])
}
