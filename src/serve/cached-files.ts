/**
 * Trusted files, kept between decisions. Every look-up judges the way to the file and compares what stat(2) says of it;
 * only the reading is saved, and whoever keeps what was parsed from a text finds the very same string again.
 */
import type { ListFile, TrustedFileOptions } from '../core/system'
import { TrustedFiles } from '../system/trusted-files'

interface Kept<T> {
  readonly identity: string
  readonly value: T
}

/** A file that was written to this short a time ago may be written to again without its times showing it, in seconds. */
const TOO_FRESH = 0.1

/** Characters of all files together. */
const MOST_TEXT = 128 * 1024 * 1024
const MOST_ENTRIES = 1024

export class CachedFiles {
  private readonly files = new TrustedFiles()
  private readonly texts = new Map<string, Kept<ListFile>>()
  private readonly listings = new Map<string, Kept<readonly string[]>>()
  private size = 0

  /** `now`: seconds since the epoch. */
  constructor(private readonly now: () => number) {}

  /** Errors: as `TrustedFiles.read`. */
  read(path: string, maxBytes?: number, options: TrustedFileOptions = {}): ListFile {
    const key = `${maxBytes ?? ''} ${String(options.followLinks)} ${path}`
    const identity = this.files.identify(path, options).text
    const known = this.texts.get(key)
    if (known?.identity === identity) return known.value
    this.forget(key)
    const file = this.files.read(path, maxBytes, options)
    if (this.isSettled(path, identity, options)) this.keep(key, { identity, value: file })
    return file
  }

  /** Errors: as `TrustedFiles.list`. */
  list(path: string): readonly string[] {
    const options = { followLinks: true }
    const identity = this.files.identify(path, options).text
    const known = this.listings.get(path)
    if (known?.identity === identity) return known.value
    const names = this.files.list(path)
    if (this.listings.size >= MOST_ENTRIES) this.listings.clear()
    if (this.isSettled(path, identity, options)) this.listings.set(path, { identity, value: names })
    return names
  }

  clear(): void {
    this.texts.clear()
    this.listings.clear()
    this.size = 0
  }

  private isSettled(path: string, identity: string, options: TrustedFileOptions): boolean {
    const after = this.files.identify(path, options)
    const age = this.now() - after.changed
    return after.text === identity && age > TOO_FRESH
  }

  private keep(key: string, kept: Kept<ListFile>): void {
    const { length } = kept.value.text
    if (this.texts.size >= MOST_ENTRIES || this.size + length > MOST_TEXT) this.clear()
    this.texts.set(key, kept)
    this.size += length
  }

  private forget(key: string): void {
    this.size -= this.texts.get(key)?.value.text.length ?? 0
    this.texts.delete(key)
  }
}
