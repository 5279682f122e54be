import { ticking, watched, withProgress } from '../../src/cli/progress'
import { account, fakeSystem } from '../support/fake-system'

/** A terminal and a clock that a test moves. */
function terminal(isTTY = true, columns = 80) {
  const said: string[] = []
  let time = 0
  return {
    said,
    screen: { isTTY, columns, write: (text: string) => said.push(text) },
    now: () => time,
    pass: (ms: number) => void (time += ms),
  }
}
const ERASED = '\r\x1b[K'

describe('progress', () => {
  test('says nothing of what is done within a second', async () => {
    const { said, screen, now, pass } = terminal()
    const result = await withProgress(screen, 'reading', (tick) => (pass(999), tick(), 7), now)
    expect([result, said]).toEqual([7, []])
  })

  test('counts after a second, five times a second, and erases the line', async () => {
    const { said, screen, now, pass } = terminal()
    await withProgress(
      screen,
      'reading',
      (tick) => {
        for (let index = 0; index < 15; index++) {
          pass(100)
          tick()
        }
      },
      now,
    )
    expect(said).toEqual([10, 12, 14].map((count) => `\rreading: ${count} so far\x1b[K`).concat(ERASED))
  })

  test('shows at once what may block', async () => {
    const { said, screen, now } = terminal()
    await withProgress(screen, 'looking', (tick) => tick('unmunge'), now)
    expect(said).toEqual(['\rlooking: unmunge\x1b[K', ERASED])
  })

  test('fits one line, which else could not be erased', async () => {
    const { said, screen, now } = terminal(true, 20)
    await withProgress(screen, 'looking', (tick) => tick('x'.repeat(50)), now)
    expect(said[0]).toBe(`\rlooking: ${'x'.repeat(9)}…\x1b[K`)
  })

  test('takes a terminal that does not know its width for one of 80 columns', async () => {
    const { said, screen, now } = terminal(true, 0)
    await withProgress(screen, 'looking', (tick) => tick('x'.repeat(90)), now)
    expect(said[0]).toHaveLength(79 + '\r\x1b[K'.length)
  })

  test('erases the line before an error is told', async () => {
    const { said, screen, now } = terminal()
    const failing = withProgress(
      screen,
      'looking',
      (tick) => {
        tick('x')
        throw new Error('no')
      },
      now,
    )
    await expect(failing).rejects.toThrow('no')
    expect(said.at(-1)).toBe(ERASED)
  })

  test('is for a terminal only', async () => {
    const { said, screen, now, pass } = terminal(false)
    await withProgress(screen, 'reading', (tick) => (pass(5000), tick('x'), tick()), now)
    expect(said).toEqual([])
  })

  test('is shown while another machine is waited for', async () => {
    const { said, screen } = terminal()
    const waiting = () => new Promise((resolve) => setTimeout(resolve, 1500))
    await withProgress(screen, 'asking', waiting)
    expect(said[0]).toBe('\rasking: …\x1b[K')
  })
})

test('ticking gives the same things, and ticks for each', () => {
  let count = 0
  expect([...ticking(['a', 'b'], () => (count += 1))]).toEqual(['a', 'b'])
  expect(count).toBe(2)
})

test('watched answers as the machine does, and ticks for each account', () => {
  let count = 0
  const system = watched(fakeSystem({ accounts: [account('a', 1)] }), () => (count += 1))
  expect([system.accounts.byName('a')?.uid, system.accounts.byName('b'), system.accounts.byUid(1)?.name]).toEqual([
    1,
    undefined,
    'a',
  ])
  expect(count).toBe(2)
})
