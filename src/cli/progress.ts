/** What a command is doing, on the last line of a terminal, as soon as it has been silent for a second. */
import { shortened } from '../admin/record/text'
import type { System } from '../core/system'

/** One more is done; or this begins now, and may block: then it is shown at once. */
export type Tick = (begins?: string) => void

export interface Screen {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

const SILENCE_MS = 1000
const EVERY_MS = 200
const WIDTH = 80

/** The line is gone when this returns or throws. A file, a pipe, and a terminal that cannot erase get nothing. */
export async function withProgress<T>(
  screen: Screen | undefined,
  what: string,
  action: (tick: Tick) => Promise<T> | T,
  now: () => number = Date.now,
): Promise<T> {
  if (screen?.isTTY !== true) return action(() => undefined)
  let [count, shown, next] = [0, false, now() + SILENCE_MS]
  const show = (detail: string): void => {
    screen.write(`\r${shortened(`${what}: ${detail}`, columnsOf(screen, WIDTH) - 1)}\x1b[K`)
    shown = true
    next = now() + EVERY_MS
  }
  const due = (): void => {
    if (now() >= next) show(count === 0 ? '…' : `${count} so far`)
  }
  const timer = setInterval(due, EVERY_MS)
  try {
    return await action((begins) => {
      count += 1
      if (begins === undefined) due()
      else show(begins)
    })
  } finally {
    clearInterval(timer)
    if (shown) screen.write('\r\x1b[K')
  }
}

/** A serial line or a bare pseudo-terminal says 0: nobody knows. */
export const columnsOf = ({ columns = 0 }: Screen, unknown: number): number => (columns > 0 ? columns : unknown)

/** The same things, each with a tick. */
export function* ticking<T>(things: Iterable<T>, tick: Tick): Generator<T> {
  for (const thing of things) {
    tick()
    yield thing
  }
}

/** The same machine, with a tick for each account that is looked up: what a large pool takes its time for. */
export const watched = (system: System, tick: Tick): System => ({
  ...system,
  accounts: {
    ...system.accounts,
    byName: (name) => {
      tick()
      return system.accounts.byName(name)
    },
  },
})
