import { mint, type Recorded } from '../../src/core/stages'
import { launch, launchMessage } from '../../src/launch'
import { REF, sampleJob, sampleTarget } from '../support/samples'

describe('launchMessage', () => {
  const job = sampleJob({
    target: sampleTarget({ gid: 61005, groups: [61005, 61006], reap: 'tree' }),
    environment: [
      { name: 'A', value: 'x=y' },
      { name: 'EMPTY', value: '' },
    ],
    statusFd: 9,
  })
  const order = launch(mint<Recorded>({ job, recordPath: `/run/mapexec/${REF}.jsonl` }))

  test('takes the numbers of the mapped account, never those of the passwd entry behind it', () => {
    expect(launchMessage(order, false)).toMatchObject({ uid: 61001, gid: 61005, groups: [61005, 61006], reap: 'tree' })
  })

  test('names the record and the reference that the record was written under', () => {
    expect(launchMessage(order, false)).toMatchObject({ record: `/run/mapexec/${REF}.jsonl`, ref: REF, statusFd: 9 })
  })

  test('writes the environment as execve(2) wants it', () => {
    expect(launchMessage(order, false).environ).toEqual(['A=x=y', 'EMPTY='])
  })

  test('wants to hear of start and end only where the decider stays', () => {
    expect([launchMessage(order, true).events, launchMessage(order, false).events]).toEqual([true, false])
  })
})
