/**
 * The helper's own lock on an account (native-helper/account_lock.c): every launch holds byte 0 of
 * `<records>/locks/<uid>` shared for as long as it runs. Whoever holds it exclusively knows that none does, and none
 * starts meanwhile.
 */
import { closeSync, constants, fstatSync, openSync } from 'node:fs'
import { constants as os } from 'node:os'
import { LaunchError } from '../../core/errors'
import { errno, foreign } from '../../core/foreign'

/** fcntl(2), "Open file description locks". */
const F_OFD_SETLK = 37
const F_WRLCK = 1
const SEEK_SET = 0
const HELD_BYTE = 0

const c = foreign({ fcntl: ['int', 'int', 'int', 'place'] })

/** struct flock of 64-bit Linux: i16 type, i16 whence, padding, i64 start, i64 length, i32 pid (0 is obligatory). */
function flockStruct(type: number, start: number, length: number): Buffer {
  const bytes = Buffer.alloc(32)
  bytes.writeInt16LE(type, 0)
  bytes.writeInt16LE(SEEK_SET, 2)
  bytes.writeBigInt64LE(BigInt(start), 8)
  bytes.writeBigInt64LE(BigInt(length), 16)
  return bytes
}

/**
 * Locks the account if no launch uses it; undefined: one does. Called with the service account's rights, whose
 * directory nobody else can enter. Errors: `internal` where locks do not work.
 */
export function lockAccount(recordDirectory: string, uid: number): (() => void) | undefined {
  const { O_RDWR, O_CREAT, O_NOFOLLOW, O_NONBLOCK } = constants
  const path = `${recordDirectory}/locks/${uid}`
  const fd = openSync(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600)
  try {
    const facts = fstatSync(fd)
    if (!facts.isFile() || facts.uid !== process.geteuid?.()) throw new Error(`${path} is not ours`)
    if (c.fcntl(fd, F_OFD_SETLK, flockStruct(F_WRLCK, HELD_BYTE, 1)) === 0) return () => closeSync(fd)
    const failure = errno()
    if (failure !== os.errno.EAGAIN && failure !== os.errno.EACCES)
      throw new LaunchError('internal', 'the account cannot be locked', { detail: `${path}: errno ${failure}` })
  } catch (error) {
    closeSync(fd)
    throw error
  }
  closeSync(fd)
  return undefined
}
