/** What `npm run bench` can measure, part by part. */

/** In the order in which they run. */
export const PARTS = {
  launch: 'launches of /bin/true beside the peers, and the budgets over them',
  calls: "a decision alone, beside the peers' daemons and LCMAPS in process",
  load: 'throughput and latency at 1, 8 and 32 launches at once',
  memory: 'memory of a running payload',
  'service-memory': 'memory of the service over 11,000 launches',
  lease: 'finding and making leases, against the size of the pool',
  lists: 'launches against the length of grid-mapfile and CRL',
  fallback: 'launches that want a service where there is none, or none that answers',
  admin: "the administrator's commands, with many records and leases",
  ci: 'a CI job of nothing',
} as const
export type Part = keyof typeof PARTS

const QUICK: readonly Part[] = ['launch', 'calls', 'load', 'memory', 'lease']

/** Errors: a name that is none. */
export function partsOf(only: readonly string[] | undefined, quick: boolean): readonly Part[] {
  const all = Object.keys(PARTS) as Part[]
  const wanted = only?.flatMap((names) => names.split(','))
  const odd = wanted?.find((name) => !all.some((part) => part === name))
  if (odd !== undefined) throw new Error(`there is no part "${odd}": ${all.join(', ')}`)
  return wanted === undefined ? (quick ? QUICK : all) : all.filter((part) => wanted.includes(part))
}
