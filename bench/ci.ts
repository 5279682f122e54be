/**
 * What a trivial CI job costs: the eight stage calls of `true`, beside eight bare `node -e 0`, alternating in one run.
 *     npx esbuild bench/ci.ts --bundle --platform=node --outfile=/tmp/ci.js && sudo scripts/sandbox node /tmp/ci.js
 * Budget: 1.5 × (design, issue "CI").
 */
import { spawnSync } from 'node:child_process'
import { install, openSite, runWanted, type Site } from '../test/ci-harness/site'
import { startService } from './site'

const ROUNDS = 15
const BUDGET = 1.5

const median = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? NaN

async function timed(action: () => unknown): Promise<number> {
  const start = performance.now()
  await action()
  return performance.now() - start
}

const bareNode = (): void => {
  for (let call = 0; call < 8; call += 1) {
    const { status } = spawnSync(process.execPath, ['-e', '0'], { env: { PATH: '/usr/bin:/bin' }, stdio: 'ignore' })
    if (status !== 0) throw new Error('node -e 0 failed')
  }
}

async function measure(name: string, site: Site): Promise<boolean> {
  const job = async (): Promise<void> => {
    const { state, log } = await runWanted(site, { script: 'true' })
    if (state !== 'success') throw new Error(log)
  }
  await job()
  const [nodes, jobs]: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS; round += 1) {
    nodes.push(await timed(bareNode))
    jobs.push(await timed(job))
  }
  const ratio = median(jobs) / median(nodes)
  const times = `eight bare node ${median(nodes).toFixed(0)} ms, one trivial job ${median(jobs).toFixed(0)} ms`
  console.log(`${name}: ${times}, ratio ${ratio.toFixed(2)}`)
  return ratio <= BUDGET
}

async function main(): Promise<void> {
  const site = await openSite()
  try {
    const cold = await measure('cold', site)
    site.configure({ service: 'warm = "require"' })
    install()
    const service = await startService()
    const warm = await measure('warm (as shipped)', site)
    service.kill('SIGTERM')
    console.log(`budget ${BUDGET}: cold ${cold ? 'kept' : 'missed'}, warm ${warm ? 'kept' : 'MISSED'}`)
    process.exitCode = warm ? 0 : 1
  } finally {
    await site.end()
  }
}

void main()
