import { objectionToIds, overlaps } from '../../src/config/rules-identifiers'
import { added, findings, good, settingsOf } from './support'

describe('[service] ids are refused', () => {
  test.each([
    ['root', good(['"61001-61999"', '"0"']), '2:16'],
    ['a range from root on', good(['"61001-61999"', '"0-61999"']), '2:16'],
    ['accounts of the system', good(['"61001-61999"', '"61001-61999", "999"']), '2:31'],
    ['nobody', good(['"61001-61999"', '"65000-66000"']), '2:16'],
    ['a range that ends before it begins', good(['"61001-61999"', '"61999-61001"']), '2:16'],
    ['(uid_t)-1', good(['"61001-61999"', '"4294967295"']), '2:16'],
    ['an id beyond 32 bits', good(['"61001-61999"', '"9999999999"']), '2:16'],
    ['a range that overlaps another', good(['"61001-61999"', '"61001-61999", "61999-62000"']), '2:31'],
    ['the root group', good(['"pool"]', '"root"]']), '3:18'],
    ['gid 0', added(3, 'target_gids = ["0-10"]'), '4:16'],
    ['gids of the system', added(3, 'target_gids = ["100"]'), '4:16'],
    ['no group at all', good(['target_groups = ["pool"]\n', '']), '1:1'],
    ['guardians among the targets', added(3, 'guardian_uid_offset = 500'), '4:1'],
    ['guardians that reach the next range', good(['"61001-61999"', '"61001-61999", "161500-161600"']), '1:1'],
    ['guardians beyond the highest uid', added(3, 'guardian_uid_offset = 4294906000'), '4:1'],
  ])('%s', (_what, text, place) => {
    expect(findings(text)).toEqual([`${place} error config-invalid`])
  })
})

describe('[service] ids are accepted', () => {
  test('below 1000 where allow_system says so', () => {
    const { service } = settingsOf(added(3, 'target_gids = ["100"]', 'allow_system = true'))
    expect(service.targetGids).toEqual([{ first: 100, last: 100 }])
  })

  test.each([
    ['but never root', { first: 0, last: 10 }],
    ['but never (uid_t)-1', { first: 1000, last: 4294967295 }],
  ])('%s', (_what, range) => {
    expect(objectionToIds(range, true)).toBeDefined()
  })
})

test.each([
  [{ first: 1, last: 5 }, { first: 5, last: 9 }, true],
  [{ first: 1, last: 5 }, { first: 6, last: 9 }, false],
  [{ first: 1, last: 9 }, { first: 3, last: 4 }, true],
  [{ first: 7, last: 9 }, { first: 1, last: 6 }, false],
])('ranges overlap: %j %j %s', (one, other, expected) => {
  expect(overlaps(one, other)).toBe(expected)
})
