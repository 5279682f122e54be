/** Which code is behind a command of the table. Loaded only for the command that was typed. */
import type { Output } from './output'

/** Values as commander gives them: a switch is true or absent. */
export type OptionValues = Readonly<Record<string, string | boolean | readonly string[] | undefined>>

export interface Invocation {
  readonly arguments: readonly string[]
  /** Everything that was typed after `mapexec`, unparsed. */
  readonly words: readonly string[]
  readonly options: OptionValues
  readonly output: Output
}

/** Returns the exit status; errors are thrown as LaunchError. */
export type Action = (invocation: Invocation) => Promise<number>

/** `run` is the helper's, and so is `explain` for everybody but root; the door (bin/mapexec) sends only their `--help` here. */
export const ACTIONS: Readonly<Record<string, () => Promise<Action>>> = {
  run: async () => (await import('./actions/launch')).misdirected,
  ci: async () => (await import('./actions/launch')).misdirected,
  explain: async () => (await import('./actions/explain')).explainCommand,
  bind: async () => (await import('./actions/bind')).bindCommand,
  check: async () => (await import('./actions/check')).checkCommand,
  'record list': async () => (await import('./actions/record')).recordList,
  'record show': async () => (await import('./actions/record-show')).recordShow,
  'record tree': async () => (await import('./actions/record')).recordTree,
  'record history': async () => (await import('./actions/record')).recordHistory,
  who: async () => (await import('./actions/who')).whoCommand,
  'lease list': async () => (await import('./actions/lease')).leaseList,
  'lease show': async () => (await import('./actions/lease')).leaseShow,
  'lease release': async () => (await import('./actions/lease')).leaseRelease,
  'lease expire': async () => (await import('./actions/lease')).leaseExpire,
  'lease verify': async () => (await import('./actions/lease')).leaseVerify,
  'log show': async () => (await import('./actions/log')).logShow,
  'log follow': async () => (await import('./actions/log')).logFollow,
  'log verify': async () => (await import('./actions/log')).logVerify,
  serve: async () => (await import('./actions/serve')).serveCommand,
  doctor: async () => (await import('./actions/doctor')).doctorCommand,
  metrics: async () => (await import('./actions/metrics')).metricsCommand,
  report: async () => (await import('./actions/report')).reportCommand,
  completion: async () => (await import('./actions/completion')).completionCommand,
  install: async () => (await import('./actions/install')).installCommand,
  uninstall: async () => (await import('./actions/install')).uninstallCommand,
}
