/**
 * `mapexec serve`: the decision program that stays. systemd starts it as the service account (config/systemd/); it decides
 * exactly as the cold one does, with the same steps, and differs only in what it remembers (docs/performance.md).
 */
import { readdirSync } from 'node:fs'
import { CONFIGURATION_PATH, loadSettings } from './config'
import { LaunchError } from './core/errors'
import type { Settings } from './core/settings'
import { clearSuperseded, clearUnordered, createJournal, takeJournal, type Leftovers } from './serve/journal'
import { listen, passedSocket } from './serve/listener'
import type { ServiceLog } from './serve/log'
import { createNotifier, type Environment } from './serve/notify'
import { createService, drain } from './serve/service'
import { keepSettings } from './serve/settings'
import { createServiceSystem, type ServiceSystem } from './serve/system'

export interface ServeOptions {
  readonly log: ServiceLog
  readonly environment: Environment
  readonly pid: number
  /** Effective uid of this process. */
  readonly uid: number
  /** Resolves with the name of the signal that ends the service. */
  readonly stop: Promise<string>
  /** Calls back for each SIGHUP. */
  onReload(callback: () => void): void
}

/** When a helper that lost the last service has long been answered by another decider, in milliseconds. */
const SECOND_LOOK = 15_000

/**
 * Serves until it is stopped. Returns the exit status.
 * Errors: those of the configuration, `usage` (another account, more than one socket), `service-unavailable` (the socket).
 */
export async function serve(options: ServeOptions): Promise<number> {
  const { log, environment, pid, uid } = options
  const system = createServiceSystem()
  const settings = keepSettings({
    file: () => system.readTrustedFile(CONFIGURATION_PATH),
    load: () => loadSettings(system),
    report: (level, message) => log[level](message),
  })
  const first = settings.current()
  checkAccount(first, system, uid)
  const notifier = createNotifier(environment, pid)
  clearUp(first, log)
  const service = createService({
    log,
    uid,
    deadline: () => settings.last().service.decisionTimeoutMs,
    host: {
      system,
      events: false,
      loadSettings: () => settings.current(),
      journal: createJournal(() => settings.last().record.directory),
    },
  })
  const { server, where } = await listen(first.service.socket, passedSocket(environment, pid), service.accept)
  options.onReload(() => {
    notifier.tell('RELOADING=1')
    system.forget()
    settings.current()
    log.info('reloaded')
    notifier.tell('READY=1')
  })
  log.info('serving', { where, pid })
  notifier.tell('READY=1', `STATUS=serving on ${where}`)

  const signal = await options.stop
  notifier.tell('STOPPING=1')
  log.info('stopping', { signal, conversations: service.open })
  const drained = await drain(server, service, settings.last().service.decisionTimeoutMs)
  if (!drained) log.warn('conversations were cut off', { conversations: service.open })
  notifier.close()
  return 0
}

/** The helper believes nobody else, and root would decide with rights that no decision needs. */
function checkAccount({ service }: Settings, system: ServiceSystem, uid: number): void {
  const account = system.accounts.byName(service.account)
  if (account?.uid === uid && uid !== 0) return
  throw new LaunchError('usage', `mapexec serve runs as the account "${service.account}"; start it with systemctl`, {
    detail: `uid ${uid}`,
  })
}

/** Records of launches that the service before us did not get to, because it was killed. */
function clearUp({ record: { directory } }: Settings, log: ServiceLog): void {
  const left: Leftovers = takeJournal(directory)
  const report = (refs: readonly string[]): void => {
    if (refs.length > 0) log.warn('records of launches that never were have been removed', { refs })
  }
  report(clearUnordered(directory, left))
  if (left.ordered.length === 0) return
  const again = setTimeout(() => report(clearSuperseded(directory, left, namesIn(directory))), SECOND_LOOK)
  again.unref()
}

function namesIn(directory: string): readonly string[] {
  try {
    return [directory, `${directory}/history`].flatMap((one) =>
      readdirSync(one).filter((name) => name.endsWith('.jsonl')),
    )
  } catch {
    return []
  }
}
