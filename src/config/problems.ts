/** Mistakes of the administrator's files: what is wrong, where, and what to do. */
import type { Place } from '../core/errors'
import type { Reason } from '../core/reasons'
import type { Position } from './locate'

export interface Problem {
  readonly file: string
  /** From 1; undefined where the whole file is meant. */
  readonly line: number | undefined
  readonly column: number | undefined
  /** With an error no launch is possible, or not the one that the line is about. */
  readonly severity: 'error' | 'warning'
  /** What a launch that meets it is refused with. */
  readonly reason: Reason
  readonly message: string
  readonly remedy: string
}

/** `file:line:column: error: message; remedy`, as compilers write it, so that editors jump there. */
export const problemLine = ({ file, line, column, severity, message, remedy }: Problem): string => {
  const place = [file, line, column].filter((part) => part !== undefined).join(':')
  return `${place}: ${severity}: ${message}${remedy === '' ? '' : `; ${remedy}`}`
}

export const byPlace = (a: Problem, b: Problem): number =>
  (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)

/** Collects the problems of one configuration file; keys are named by JSON pointer. */
export class Report {
  private readonly list: Problem[] = []

  constructor(
    private readonly file: string,
    private readonly position: (pointer: string) => Position,
  ) {}

  error(pointer: string, message: string, remedy = ''): void {
    this.add('error', pointer, message, remedy)
  }

  warning(pointer: string, message: string, remedy = ''): void {
    this.add('warning', pointer, message, remedy)
  }

  place(pointer: string): Place {
    return { file: this.file, ...this.position(pointer) }
  }

  get problems(): readonly Problem[] {
    return this.list.toSorted(byPlace)
  }

  private add(severity: Problem['severity'], pointer: string, message: string, remedy: string): void {
    this.list.push({ file: this.file, ...this.position(pointer), severity, reason: 'config-invalid', message, remedy })
  }
}
