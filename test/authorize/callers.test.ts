import { admitted } from './support'

describe('a table', () => {
  test.each([
    ['user', { users: ['pilot'] }, 'pilots x509'],
    ['one of several users', { users: ['ci', 'pilot'] }, 'pilots x509'],
    ['another user', { users: ['ci'] }, 'caller-not-listed'],
    ['a user that does not exist', { users: ['ghost'] }, 'caller-not-listed'],
    ['a uid in place of a name', { users: ['60001'] }, 'caller-not-listed'],
    ['a star', { users: ['*'] }, 'caller-not-listed'],
    ['a group that does not exist', { groups: ['ghosts'] }, 'caller-not-listed'],
    ['nobody', {}, 'caller-not-listed'],
  ])('with a table that lists %s', (_what, change, expected) => {
    expect(admitted([change])).toBe(expected)
  })

  test.each([
    ['primary', { gid: 60100, groups: [] }, 'pilots x509'],
    ['supplementary', { gid: 60001, groups: [5, 60100] }, 'pilots x509'],
    ['no', { gid: 60001, groups: [60001] }, 'caller-not-listed'],
  ])('with a listed group that is %s group of the caller', (_what, ids, expected) => {
    const caller = { uid: 60009, pid: 1, startTime: 1n, ...ids }
    expect(admitted([{ groups: ['pilots'] }], { caller })).toBe(expected)
  })

  test('does not list root because it is root', () => {
    const caller = { uid: 0, gid: 0, groups: [0], pid: 1, startTime: 1n }
    expect(admitted([{ users: ['pilot'] }], { caller })).toBe('caller-not-listed')
  })
})
