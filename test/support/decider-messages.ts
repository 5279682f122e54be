/**
 * READ, PRINT and LAUNCH taken apart by the tables of native-helper/PROTOCOL.md: a second opinion on frame.c, which it
 * follows in what is looked at first. Only tests need it: in mapexec the decider makes these messages and the helper reads them.
 */
import { CREATE_REMOVE, LAUNCH, MAX_FRAME, MESSAGE, PRINT, READ } from '../../src/core/wire'

type Form = 'u32' | 'u32s' | 'list' | 'text' | 'absolute' | 'data'
type Rule = readonly [form: Form, mandatory: boolean, most: number]
type Fields = ReadonlyMap<number, Buffer>

const MAX_TAG = 20
const MAX_PATH = 4095
const READ_RULES: Readonly<Record<number, Rule>> = {
  [READ.PATH]: ['absolute', true, MAX_PATH],
  [READ.CAP]: ['u32', true, 4 << 20],
}
const PRINT_RULES: Readonly<Record<number, Rule>> = {
  [PRINT.STDOUT]: ['data', false, MAX_FRAME],
  [PRINT.STDERR]: ['data', false, MAX_FRAME],
  [PRINT.EXIT]: ['u32', true, 255],
  [PRINT.STATUS_FD]: ['u32', false, 255],
  [PRINT.STATUS_TEXT]: ['data', false, 65536],
}
const LAUNCH_RULES: Readonly<Record<number, Rule>> = {
  [LAUNCH.UID]: ['u32', true, 0xffffffff],
  [LAUNCH.GID]: ['u32', true, 0xffffffff],
  [LAUNCH.GROUPS]: ['u32s', true, 1024],
  [LAUNCH.ARGV]: ['list', true, 0],
  [LAUNCH.ENVIRON]: ['list', true, 0],
  [LAUNCH.CWD]: ['text', true, MAX_PATH],
  [LAUNCH.UMASK]: ['u32', true, 0o777],
  [LAUNCH.LIMITS]: ['data', false, 20 * 16],
  [LAUNCH.CREATE]: ['data', false, MAX_FRAME],
  [LAUNCH.STDIN]: ['u32', true, 2],
  [LAUNCH.STDIN_DATA]: ['data', false, MAX_FRAME],
  [LAUNCH.SESSION]: ['u32', true, 2],
  [LAUNCH.NO_NEW_PRIVS]: ['u32', true, 1],
  [LAUNCH.EXEC_LABEL]: ['text', false, 4096],
  [LAUNCH.REAP]: ['u32', true, 1],
  [LAUNCH.GRACE]: ['u32', true, 3_600_000],
  [LAUNCH.RECORD]: ['absolute', true, MAX_PATH],
  [LAUNCH.REF]: ['text', true, 16],
  [LAUNCH.STATUS_FD]: ['u32', false, 255],
  [LAUNCH.EVENTS]: ['u32', true, 1],
}

/** Why a frame is refused; undefined: it is not. */
export function refusalOf(type: number, body: Buffer): string | undefined {
  if (type === MESSAGE.READ)
    return body.length > MAX_PATH + 64 ? 'READ is too long' : refusalIn(body, READ_RULES, () => undefined)
  if (type === MESSAGE.PRINT) return refusalIn(body, PRINT_RULES, checkPrint)
  if (type === MESSAGE.LAUNCH) return refusalIn(body, LAUNCH_RULES, checkLaunch)
  return 'a message that has no place here'
}

function refusalIn(
  body: Buffer,
  rules: Readonly<Record<number, Rule>>,
  check: (found: Fields) => string | undefined,
): string | undefined {
  const found = new Map<number, Buffer>()
  for (let at = 0; at < body.length;) {
    if (body.length - at < 6) return 'a field that runs over the end'
    const tag = body.readUInt16LE(at)
    const length = body.readUInt32LE(at + 2)
    if (length > body.length - at - 6) return 'a field that runs over the end'
    if (tag === 0 || tag > MAX_TAG) return 'an unknown tag'
    if (found.has(tag)) return 'a tag that occurs twice'
    const field = body.subarray(at + 6, at + 6 + length)
    const wrong = checkForm(rules[tag], field)
    if (wrong !== undefined) return wrong
    found.set(tag, field)
    at += 6 + length
  }
  const isComplete = Object.entries(rules).every(([tag, [, mandatory]]) => !mandatory || found.has(Number(tag)))
  return isComplete ? check(found) : 'a mandatory field is missing'
}

function checkForm(rule: Rule | undefined, field: Buffer): string | undefined {
  if (rule === undefined) return 'an unknown tag'
  const [form, , most] = rule
  if (form === 'u32') {
    if (field.length !== 4) return 'a number of the wrong size'
    return field.readUInt32LE(0) <= most ? undefined : 'a number out of its range'
  }
  if (form === 'u32s') return field.length % 4 === 0 && field.length / 4 <= most ? undefined : 'a malformed number list'
  if (form === 'list') return field.length > 0 && field.at(-1) !== 0 ? 'a list without its final NUL' : undefined
  if (form === 'data') return field.length <= most ? undefined : 'data that is too long'
  if (form === 'absolute' && field[0] !== 0x2f) return 'a path that is not absolute'
  if (field.includes(0)) return 'a NUL in text'
  return field.length <= most ? undefined : 'text that is too long'
}

const checkPrint = (found: Fields): string | undefined =>
  found.has(PRINT.STATUS_FD) !== found.has(PRINT.STATUS_TEXT) ? 'STATUS_FD and STATUS_TEXT come together' : undefined

function checkLaunch(found: Fields): string | undefined {
  const field = (tag: number): Buffer => found.get(tag) ?? Buffer.alloc(0)
  const wrong = checkCreate(field(LAUNCH.CREATE)) ?? checkLimits(field(LAUNCH.LIMITS))
  if (wrong !== undefined) return wrong
  if (field(LAUNCH.ARGV).length < 2 || field(LAUNCH.ARGV)[0] !== 0x2f) return 'no absolute path to execute'
  if (field(LAUNCH.CWD).length > 0 && field(LAUNCH.CWD)[0] !== 0x2f) return 'a path that is not absolute'
  if ((field(LAUNCH.STDIN).readUInt32LE(0) === 2) !== found.has(LAUNCH.STDIN_DATA))
    return 'STDIN and STDIN_DATA do not fit together'
  if (!/^[0-9a-f]{16}$/.test(field(LAUNCH.REF).toString('latin1'))) return 'a reference that is none'
  const label = found.get(LAUNCH.EXEC_LABEL)?.toString('latin1')
  if (label !== undefined && !/^(selinux|apparmor):[^]/.test(label)) return 'a label that is none'
  return undefined
}

function checkLimits(limits: Buffer): string | undefined {
  if (limits.length % 20 !== 0) return 'a malformed limit list'
  for (let at = 0; at < limits.length; at += 20)
    if (limits.readUInt32LE(at) >= 16 || limits.readBigUInt64LE(at + 4) > limits.readBigUInt64LE(at + 12))
      return 'a limit that is none'
  return undefined
}

function checkCreate(create: Buffer): string | undefined {
  let count = 0
  for (let at = 0; at < create.length; count += 1) {
    const end = endOfEntry(create, at)
    if (end === undefined) return 'a malformed entry to create'
    if (count === 64) return 'too many entries to create'
    at = end
  }
  return undefined
}

/** Where the entry that begins at `at` ends; undefined: it is none. */
function endOfEntry(create: Buffer, at: number): number | undefined {
  if (create.length - at < 14) return undefined
  const [kind, flags, mode] = [create.readUInt8(at), create.readUInt8(at + 1), create.readUInt32LE(at + 2)]
  const pathLength = create.readUInt32LE(at + 6)
  const path = create.subarray(at + 10, at + 10 + pathLength)
  const data = at + 10 + pathLength
  if (pathLength === 0 || pathLength > MAX_PATH || data + 4 > create.length) return undefined
  if (path[0] !== 0x2f || path.includes(0)) return undefined
  const dataLength = create.readUInt32LE(data)
  if (dataLength > create.length - data - 4 || (flags & ~CREATE_REMOVE) !== 0 || mode > 0o7777) return undefined
  return kind === 1 || (kind === 2 && dataLength === 0) ? data + 4 + dataLength : undefined
}
