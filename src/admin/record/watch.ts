/** `--watch`: the same table again and again, in place on a terminal. */
import { LaunchError } from '../../core/errors'

export interface Screen {
  readonly terminal: boolean
  write(text: string): void
  /** Resolves after so many seconds, or false when the user has had enough. */
  wait(seconds: number): Promise<boolean>
}

const HOME_AND_CLEAR = '\x1b[H\x1b[J'

/** Shows until `wait` says no. Not on a terminal the tables follow each other. */
export async function watch(seconds: number, screen: Screen, show: () => void | Promise<void>): Promise<void> {
  do {
    if (screen.terminal) screen.write(HOME_AND_CLEAR)
    await show()
  } while (await screen.wait(seconds))
}

/** `--watch 2`: 0.2 to 3600 seconds. Errors: `usage`. */
export function parseInterval(text: string): number {
  const seconds = /^\d{1,4}(?:\.\d{1,3})?$/.test(text) ? Number(text) : 0
  if (seconds >= 0.2 && seconds <= 3600) return seconds
  throw new LaunchError('usage', `--watch takes 0.2 to 3600 seconds, not "${text}"`)
}

/** Ends with the first SIGINT or SIGTERM, or when nobody reads any more. */
export function realScreen(stdout: NodeJS.WriteStream): Screen {
  let over = false
  let wake = (): void => undefined
  const end = (): void => {
    over = true
    wake()
  }
  process.once('SIGINT', end).once('SIGTERM', end)
  stdout.once('close', end)
  return {
    terminal: stdout.isTTY,
    write: (text) => void stdout.write(text),
    wait: (seconds) =>
      new Promise((resolve) => {
        if (over) resolve(false)
        const timer = setTimeout(() => resolve(!over), seconds * 1000)
        wake = () => {
          clearTimeout(timer)
          resolve(false)
        }
      }),
  }
}
