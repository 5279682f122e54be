/** Pools and leases as tables. */
import type { Output } from '../../cli/output'
import { age, localTime, printable, shortenedLeft } from '../record/text'
import type { LeaseView, PoolView } from './view'

const BAR = 20

/** `[#######.............]  35%` */
export function fillBar({ fill }: PoolView): string {
  const cells = Math.max(0, Math.min(BAR, fill >= 100 ? BAR : Math.floor((fill / 100) * BAR)))
  return `[${'#'.repeat(cells)}${'.'.repeat(BAR - cells)}] ${Math.round(fill).toString().padStart(3)}%`
}

export function poolTable(output: Output, pools: readonly PoolView[]): void {
  if (pools.length === 0) {
    output.line('no pools are configured')
    return
  }
  output.table(
    ['POOL', 'ACCOUNTS', 'FREE', 'LEASED', 'IDLE', 'HELD', 'BROKEN', 'FILL', 'DIRECTORY'],
    pools.map((pool) => [
      pool.name,
      String(pool.accounts),
      String(pool.free),
      String(pool.leased),
      String(pool.idle),
      String(pool.quarantined),
      pool.broken === 0 ? '0' : output.paint('red', String(pool.broken)),
      output.paint(pool.fill >= 95 ? 'red' : pool.fill >= 80 ? 'yellow' : 'green', fillBar(pool)),
      pool.directory,
    ]),
  )
}

export function leaseTable(output: Output, leases: readonly LeaseView[], now: number): void {
  if (leases.length === 0) return
  output.table(
    ['ACCOUNT', 'STATE', 'LAST USE', 'UNUSED', 'RUNNING', 'IDENTITY', 'GROUPS'],
    leases.map((lease) => [
      lease.account ?? '-',
      lease.state === 'leased' ? lease.state : output.paint('yellow', lease.state),
      localTime(lease.lastUse),
      age(now - lease.lastUse),
      lease.running === 0 ? '-' : output.paint('green', String(lease.running)),
      shortenedLeft(printable(lease.identity), 70),
      groupsText(lease),
    ]),
  )
}

function groupsText({ groups, counter }: LeaseView): string {
  if (groups.length === 0 && counter === null) return ''
  return [...groups.map(printable), ...(counter === null ? [] : [`#${counter}`])].join(' ')
}

export function leaseLines(output: Output, lease: LeaseView, now: number): void {
  const lines: readonly (readonly [string, string])[] = [
    ['account', lease.account ?? 'none: its file is gone'],
    ['state', lease.state],
    ['identity', printable(lease.identity)],
    ['groups', lease.groups.map(printable).join(' ')],
    ['counter', lease.counter === null ? '' : String(lease.counter)],
    ['pool', `${lease.pool} (${lease.directory})`],
    ['last use', `${localTime(lease.lastUse)} (${age(now - lease.lastUse)} ago)`],
    ['running', `${lease.running} launches`],
    ['file', printable(lease.lease)],
  ]
  for (const [name, value] of lines) if (value !== '') output.line(`${output.paint('bold', name.padEnd(10))} ${value}`)
}
