/** Matchers for refusals: by reason token, never by prose. */
import { LaunchError } from '../../src/core/errors'
import type { Reason } from '../../src/core/reasons'

/** For `expect(…).toThrow(…)`-like use: the reason a thrown LaunchError carries. */
export function reasonOf(action: () => unknown): Reason | undefined {
  try {
    action()
    return undefined
  } catch (error) {
    if (error instanceof LaunchError) return error.reason
    throw error
  }
}

export async function reasonOfAsync(action: () => Promise<unknown>): Promise<Reason | undefined> {
  try {
    await action()
    return undefined
  } catch (error) {
    if (error instanceof LaunchError) return error.reason
    throw error
  }
}
