/**
 * Main of the decision program. The helper starts it as the service account, without capabilities, with a clean
 * environment and one descriptor of its own: 3, the conversation. It is gone before the payload starts.
 */
import { loadSettings } from './config'
import { converse } from './conversation'
import { DescriptorChannel } from './launch/channel'
import { createSystem } from './system'
import { exitSilently } from './cli/exit'

const CONVERSATION_FD = 3

async function main(): Promise<void> {
  const system = createSystem()
  await converse(new DescriptorChannel(CONVERSATION_FD), {
    system,
    events: false,
    loadSettings: () => loadSettings(system),
  })
}

// A failure here means that the helper got no answer: it ends the launch with 202 `decider-failed`.
main().then(
  () => exitSilently(0),
  () => exitSilently(1),
)
