/** What a command prints, as lines. */
import { createOutput, type Output } from '../../src/cli/output'

export function collectedOutput(colour = false): { readonly output: Output; readonly text: () => string } {
  let text = ''
  const stream = { isTTY: colour, write: (part: string) => void (text += part) }
  return { output: createOutput(stream, stream, { json: false, environment: {} }), text: () => text }
}
