import { checkAccount, checkGroups } from '../../src/mapping/bounds'
import { account, fakeSystem } from '../support/fake-system'
import { sampleSettings } from '../support/samples'

const settings = sampleSettings({
  service: {
    ...sampleSettings().service,
    targetUids: [
      { first: 0, last: 0 },
      { first: 61001, last: 61999 },
      { first: 70000, last: 70000 },
    ],
    targetGids: [{ first: 0, last: 100 }],
    targetGroups: ['pool', 'gone'],
  },
})
const system = fakeSystem({ groups: { pool: 61000 } })

describe('an account', () => {
  test.each([
    ['first of a range', 'a', 61001, undefined],
    ['last of a range', 'a', 61999, undefined],
    ['only one of a range', 'a', 70000, undefined],
    ['below', 'a', 61000, 'account-forbidden'],
    ['above', 'a', 62000, 'account-forbidden'],
    ['uid 0 although a range has it', 'a', 0, 'account-forbidden'],
    ['named root with another uid', 'root', 61001, 'account-forbidden'],
  ])('%s', (_what, name, uid, reason) => {
    expect(checkAccount(account(name, uid), settings, undefined)?.reason).toBe(reason)
  })
})

describe('groups', () => {
  test.each([
    ['in a range and by name', [100, 61000], undefined],
    ['none', [], undefined],
    ['gid 0 although a range has it', [61000, 0], 'account-forbidden'],
    ['one outside', [61000, 101], 'account-forbidden'],
  ])('%s', (_what, gids, reason) => {
    expect(checkGroups(gids, settings, system, undefined)?.reason).toBe(reason)
  })
})
