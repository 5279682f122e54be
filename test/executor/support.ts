/** A target of a CI job, as mapping gives it. */
import { mint, type CiJob, type Lease, type Target } from '../../src/core/stages'
import { account } from '../support/fake-system'
import { sampleTarget } from '../support/samples'
import { ciPermit } from '../authorize/ci/support'

export const LEASE: Lease = {
  pool: 'pool',
  directory: '/var/lib/mapexec/gridmapdir',
  name: '%2foidc%3dx',
  account: 'pool001',
  fresh: false,
  release: () => undefined,
}

export function ciTarget(job: Partial<CiJob> = {}, change: Partial<Target> = {}, leaseName?: string): Target {
  const permit = ciPermit({}, job)
  const identity = leaseName === undefined ? permit.identity : { ...permit.identity, leaseName }
  return mint<Target>({
    ...sampleTarget({ account: account('alice', 62001), ...change }),
    permit: { ...permit, identity },
  })
}
