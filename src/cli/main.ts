/** Main of the administrator's program; launches go past it, straight to the helper (bin/mapexec). */
import { errnoOf, exitCodeOf, LaunchError, messageOf, placeText } from '../core/errors'
import { EXIT } from '../core/exit-codes'
import { exitWith } from './exit'
import { createOutput } from './output'
import { runProgram, type Terminal } from './program'

const terminal: Terminal = {
  output: (json) => createOutput(process.stdout, process.stderr, { json, environment: process.env }),
  write: (text) => void process.stdout.write(text),
  complain: (text) => void process.stderr.write(text),
}

/** One line, as a refused launch has it; who may run this program may also see the details. */
function lineOf(error: unknown): string {
  const code = exitCodeOf(error)
  if (!(error instanceof LaunchError)) return `mapexec: ${code} internal: ${messageOf(error)}`
  const place = error.place === undefined ? '' : `${placeText(error.place)}: `
  const detail = error.detail === undefined ? '' : ` (${error.detail})`
  return `mapexec: ${code} ${error.reason}: ${place}${error.message}${detail}${hintFor(error)}`
}

/** What is closed to this user is open to root, and most of what an administrator asks for is. */
function hintFor({ cause }: LaunchError): string {
  const uid = process.geteuid?.() ?? 0
  const denied = errnoOf(cause) === 'EACCES' || errnoOf(cause) === 'EPERM'
  return denied && uid !== 0 ? `; it is not for uid ${uid}: run the command as root` : ''
}

// A pager that is closed early is not a failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => exitWith(error.code === 'EPIPE' ? 0 : EXIT.system))

runProgram(process.argv.slice(2), terminal).then(exitWith, (error: unknown) => {
  terminal.complain(`${lineOf(error)}\n`)
  exitWith(exitCodeOf(error))
})
