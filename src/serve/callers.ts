/** How much of the service one caller may have at once: others are to find it free. */

export interface CallerLimits {
  /** Conversations of one uid at the same time. */
  readonly perCaller: number
  /** Of all, those that have not said yet who calls included. */
  readonly inAll: number
}

export class Callers {
  private readonly open = new Map<number, number>()
  private all = 0

  constructor(private readonly limits: CallerLimits) {}

  /** Room for one more connection. */
  enter(): boolean {
    if (this.all >= this.limits.inAll) return false
    this.all += 1
    return true
  }

  leave(): void {
    this.all -= 1
  }

  /** The connection turns out to be this uid's. */
  begin(uid: number): boolean {
    const count = this.open.get(uid) ?? 0
    if (count >= this.limits.perCaller) return false
    this.open.set(uid, count + 1)
    return true
  }

  end(uid: number): void {
    const count = this.open.get(uid) ?? 0
    if (count <= 1) this.open.delete(uid)
    else this.open.set(uid, count - 1)
  }

  get conversations(): number {
    return this.all
  }
}
