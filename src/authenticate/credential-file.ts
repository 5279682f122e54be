/** The file of a credential: whose it is and who can read it, whatever stands in it. */
import { LaunchError } from '../core/errors'
import type { CallerFile, LaunchRequest } from '../core/stages'

const S_IFMT = 0o170000
const S_IFREG = 0o100000

/**
 * Reads a file with the caller's rights and judges what was read (the facts are those of the opened descriptor).
 * gLExec's rules: a regular file of the caller, nothing for group and others, no special bits. Whoever has it is its subject.
 * `what` names it in messages. Errors: those of `readCallerFile`, `credential-not-regular`, `credential-owner`,
 * `credential-mode`, `credential-too-large`.
 */
export async function readCredentialFile(
  request: LaunchRequest,
  path: string,
  maxBytes: number,
  what: string,
): Promise<CallerFile> {
  const file = await request.readCallerFile(path, maxBytes)
  const { mode, uid } = file.facts
  if ((mode & S_IFMT) !== S_IFREG) {
    throw new LaunchError('credential-not-regular', `${path} is not a regular file`, { detail: mode.toString(8) })
  }
  if (uid !== request.caller.uid) {
    throw new LaunchError('credential-owner', `${path} must belong to the user who starts the launch`, {
      detail: `owner ${uid}, caller ${request.caller.uid}`,
    })
  }
  if ((mode & 0o7077) !== 0) {
    throw new LaunchError('credential-mode', `${path} can be reached by others; run: chmod 600 ${path}`, {
      detail: `mode ${(mode & 0o7777).toString(8)}`,
    })
  }
  if (file.bytes.length > maxBytes) {
    throw new LaunchError('credential-too-large', `${path} is larger than ${maxBytes} bytes`)
  }
  request.trace.add({
    step: 'authenticate',
    check: `${what} file belongs to the caller alone`,
    outcome: 'pass',
    found: `${path}, uid ${uid}, mode ${(mode & 0o7777).toString(8)}`,
    callerSees: true,
  })
  return file
}
