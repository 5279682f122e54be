/** The one place where a process of ours ends (design §8). */

/**
 * Ends the process with `code`. What was written to standard output and error is out before: Node writes to files
 * and terminals at once, and to a pipe when the event loop comes round, so the writable ends are drained first.
 */
export function exitWith(code: number): void {
  process.exitCode = code
  const pending = [process.stdout, process.stderr].filter((stream) => stream.writableLength > 0)
  if (pending.length === 0) process.exit(code)
  let left = pending.length
  for (const stream of pending) {
    stream.write('', () => {
      left -= 1
      if (left === 0) process.exit(code)
    })
  }
}

/**
 * For the decision program, of which only descriptor 3 is ever heard: nothing is waiting to be written, nothing is to be
 * put in order, and the helper waits for us to be gone. The kernel does that faster than Node, by a millisecond.
 * Whatever had to be said has been said: the helper takes an end before its answer for a failure, however it comes.
 */
export const vanish = (): void => void process.kill(process.pid, 'SIGKILL')
