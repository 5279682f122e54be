/**
 * Main of the decision program. The helper starts it as the service account, without capabilities, with a clean
 * environment and one descriptor of its own: 3, the conversation. It is gone before the payload starts.
 */
import { CONFIGURATION_PATH, findCompiled } from './config/compiled'
import { converse } from './conversation'
import { DescriptorChannel } from './launch/channel'
import type { Settings } from './core/settings'
import type { System } from './core/system'
import { createSystem } from './system'
import { vanish } from './cli/exit'

const CONVERSATION_FD = 3

async function main(): Promise<void> {
  const system = createSystem()
  // The installer's call: everything that a launch uses is compiled then, and stays so (scripts/build.d/loader.cjs).
  if (process.argv[2] === '--write-cache') {
    await rehearsal().rehearse(system, settingsOf(system))
    return
  }
  await converse(new DescriptorChannel(CONVERSATION_FD), {
    system,
    events: false,
    loadSettings: () => settingsOf(system),
  })
}

/** What stands beside this program (src/config/compiled.ts); else the parser and the schema, loaded only then. */
const settingsOf = (system: System): Settings =>
  findCompiled(system, CONFIGURATION_PATH, __filename.replace(/\.js$/, '.settings')) ?? parser().loadSettings(system)

// eslint-disable-next-line @typescript-eslint/no-require-imports -- `import()` is asynchronous
const parser = (): typeof import('./config') => require('./config') as typeof import('./config')
// eslint-disable-next-line @typescript-eslint/no-require-imports -- as above
const rehearsal = (): typeof import('./rehearsal') => require('./rehearsal') as typeof import('./rehearsal')

// A failure here means that the helper got no answer: it ends the launch with 202 `decider-failed`.
main().then(
  () => (process.argv[2] === undefined ? vanish() : undefined),
  () => (process.exitCode = 1),
)
