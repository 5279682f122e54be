/**
 * What a trivial CI job costs: the eight stage calls of `true`, beside eight bare `node -e 0`, alternating in one run.
 *     npx esbuild bench/ci.ts --bundle --platform=node --outfile=/tmp/ci.js && sudo scripts/sandbox node /tmp/ci.js
 * Budget: 1.5 × (design, issue "CI").
 */
import { spawnSync } from 'node:child_process'
import { openSite, runWanted } from '../test/ci-harness/site'

const ROUNDS = 15

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

async function main(): Promise<void> {
  const site = await openSite()
  try {
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
    console.log(`eight bare node:  ${median(nodes).toFixed(0)} ms`)
    console.log(`one trivial job:  ${median(jobs).toFixed(0)} ms`)
    console.log(`ratio ${ratio.toFixed(2)}, budget 1.50: ${ratio <= 1.5 ? 'kept' : 'MISSED'}`)
    process.exitCode = ratio <= 1.5 ? 0 : 1
  } finally {
    await site.end()
  }
}

void main()
