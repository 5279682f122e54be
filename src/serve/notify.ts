/** What systemd is told (sd_notify(3)), and when it wants to be told that we live (sd_watchdog_enabled(3)). */
import { sendDatagram } from './sockets'

export type Environment = Readonly<Record<string, string | undefined>>

export interface Notifier {
  /** `READY=1`, `STOPPING=1`, `STATUS=…`; several lines at once are fine. Nothing happens where nobody listens. */
  tell(...lines: readonly string[]): void
  /** Ends the watchdog's pulse. */
  close(): void
}

/**
 * The pulse comes from the event loop: a loop that hangs stops it, and systemd restarts us. Half of the time that the
 * unit allows, as sd_watchdog_enabled(3) recommends.
 */
export function createNotifier(environment: Environment, pid: number): Notifier {
  const socket = environment['NOTIFY_SOCKET']
  const tell = (...lines: readonly string[]): void => {
    if (socket !== undefined) sendDatagram(socket, lines.join('\n'))
  }
  const every = watchdogMilliseconds(environment, pid)
  const pulse = every === undefined ? undefined : setInterval(() => tell('WATCHDOG=1'), every / 2)
  return { tell, close: () => clearInterval(pulse) }
}

/** WATCHDOG_USEC is for WATCHDOG_PID alone. */
export function watchdogMilliseconds(environment: Environment, pid: number): number | undefined {
  const { WATCHDOG_USEC: time, WATCHDOG_PID: process } = environment
  if (time === undefined || !/^[1-9]\d{0,15}$/.test(time)) return undefined
  return process === undefined || process === String(pid) ? Number(time) / 1000 : undefined
}
