/** What a trivial CI job costs: the eight stage calls of `true`, beside eight bare `node -e 0`, alternating. */
import { install, openSite, runWanted, type Site } from '../test/ci-harness/site'
import { quantile, type CiJob } from './report'
import { NODE, startService, stopService } from './site'
import { time } from './spawn'

const STAGES = 8

/** No other service may run. */
export async function measureCi(rounds: number): Promise<readonly CiJob[]> {
  const site = await openSite()
  try {
    const cold = await measure('cold', site, rounds)
    site.configure({ service: 'warm = "require"' })
    install()
    const service = await startService()
    const warm = await measure('warm, as shipped', site, rounds)
    await stopService(service)
    return [cold, warm]
  } finally {
    await site.end()
  }
}

async function measure(name: string, site: Site, rounds: number): Promise<CiJob> {
  const job = async (): Promise<number> => {
    const from = performance.now()
    const { state, log } = await runWanted(site, { script: 'true' })
    if (state !== 'success') throw new Error(log)
    return performance.now() - from
  }
  await job()
  const [nodes, jobs]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round += 1) {
    nodes.push(Array.from({ length: STAGES }, bareNode).reduce((sum, ms) => sum + ms, 0))
    jobs.push(await job())
  }
  return { name, node: quantile(nodes, 0.5), job: quantile(jobs, 0.5) }
}

const bareNode = (): number => time({ argv: [NODE, '-e', '0'], environment: { PATH: '/usr/bin:/bin' } })
