/** `mapexec log verify`: whether a line of the audit log was taken out or altered. */
import { createHash } from 'node:crypto'
import { CHAIN_START, hashedPart, hashIn } from '../../record/chain'
import { linesOf } from './read'

export type FaultKind =
  /** The line is not what was written. */
  | 'altered'
  /** Between this line and the one before it, lines are missing or were put in. */
  | 'gap'
  /** The file does not begin where it began. */
  | 'beginning-missing'
  /** A line without hash: put in by hand, or by a mapexec before there were chains. */
  | 'unchained'
  /** Half a line: its writer was killed. Not a sign of tampering by itself. */
  | 'torn'

export interface Fault {
  readonly file: string
  readonly line: number
  readonly kind: FaultKind
}

export interface FileVerdict {
  readonly file: string
  readonly lines: number
  readonly faults: readonly Fault[]
  /** Of the last line: note it elsewhere, and a later `--head` shows whether lines were taken off the end. */
  readonly head: string | undefined
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'latin1').digest('hex')

/** Each file is a chain of its own. `seen` is told every hash that is right. */
export function verifyFile(file: string, seen: (hash: string) => void = () => undefined): FileVerdict {
  const faults: Fault[] = []
  let [expected, lines, head] = [CHAIN_START, 0, undefined as string | undefined]
  for (const { line, text } of linesOf(file, 'latin1')) {
    lines = line
    const fault = (kind: FaultKind): void => void faults.push({ file, line, kind })
    const [part, written] = [hashedPart(text), hashIn(text)]
    if (part === undefined || written === undefined) {
      fault(isObject(text) ? 'unchained' : 'torn')
      expected = sha256(text)
      continue
    }
    if (sha256(part) !== written) fault('altered')
    else seen(written)
    if (prevIn(part) !== expected) fault(expected === CHAIN_START ? 'beginning-missing' : 'gap')
    expected = written
    head = written
  }
  return { file, lines, faults, head }
}

const prevIn = (line: string): string | undefined => /"prev":"([0-9a-f]{64})"\}$/.exec(line)?.[1]

function isObject(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}
