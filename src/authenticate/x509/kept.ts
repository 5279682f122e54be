/**
 * What a service keeps of the CA directory from one decision to the next: certificates and CRLs, by the very text that they
 * were parsed from, so that a file with another text is parsed anew. Whether they are valid is judged each time.
 */
import { libcrypto, type Arena, type Pointer } from './libcrypto'

type Counted = 'X509' | 'X509_CRL'

interface Entry<T> {
  readonly values: readonly T[]
  readonly handles: readonly Pointer[]
}

/** Large CRLs have 4 MiB of text, and some ten times as much in libcrypto. */
const MOST_ENTRIES = 256
const MOST_TEXT = 8 * 1024 * 1024

/** Objects of libcrypto that count their users: an object that is dropped here lives on in a decision that uses it. */
export class Kept<T> {
  private readonly entries = new Map<string, Entry<T>>()
  private size = 0

  constructor(
    private readonly type: Counted,
    private readonly handleOf: (value: T) => Pointer,
  ) {}

  /** What was parsed from this text, for the life of the arena; else what `parse` makes in the arena. */
  recall(arena: Arena, text: string, parse: () => readonly T[]): readonly T[] {
    const known = this.entries.get(text)
    if (known === undefined) return this.keep(text, parse())
    for (const handle of known.handles) arena.own(this.use(handle), arena.lib[`${this.type}_free`])
    return known.values
  }

  private keep(text: string, values: readonly T[]): readonly T[] {
    if (text.length > MOST_TEXT) return values
    const handles = values.map((value) => this.use(this.handleOf(value)))
    this.entries.set(text, { values, handles })
    this.size += text.length
    // The oldest go: a Map keeps the order of insertion.
    for (const [oldest, entry] of this.entries) {
      if (this.entries.size <= MOST_ENTRIES && this.size <= MOST_TEXT) break
      this.entries.delete(oldest)
      this.size -= oldest.length
      for (const handle of entry.handles) libcrypto()[`${this.type}_free`](handle)
    }
    return values
  }

  private use(handle: Pointer): Pointer {
    if (libcrypto()[`${this.type}_up_ref`](handle) !== 1) throw new Error(`${this.type}_up_ref failed`)
    return handle
  }
}
