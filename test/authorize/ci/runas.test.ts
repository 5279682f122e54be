/** The site's program: how it is called, what it may answer, and what happens when it does not behave. */
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { authorizeCi } from '../../../src/authorize/ci'
import { LaunchError } from '../../../src/core/errors'
import type { CiRunAsSettings } from '../../../src/core/settings-ci'
import { account, fakeSystem, type FakeMachine } from '../../support/fake-system'
import { reasonOfAsync } from '../../support/reason'
import { ciPermit, ciSettings } from './support'

let directory: string
let script: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'mapexec-runas-'))
  script = join(directory, 'runas')
})
afterEach(() => rmSync(directory, { recursive: true }))

interface How {
  readonly runAs?: Partial<CiRunAsSettings>
  readonly variables?: Readonly<Record<string, string>>
  readonly claims?: Readonly<Record<string, string>>
  readonly machine?: FakeMachine
  readonly lists?: { readonly usersBlock: readonly string[]; readonly listsBeforeRunAs: boolean }
}

async function ask(text: string, { runAs = {}, variables = {}, claims = {}, machine, lists }: How = {}) {
  writeFileSync(script, text)
  chmodSync(script, 0o755)
  const settings = { script, sha256: undefined, userVariable: 'ACCOUNT', environment: {}, timeout: 5, ...runAs }
  const permit = ciPermit(claims, { variables: new Map(Object.entries(variables)) })
  const system = fakeSystem(machine ?? { files: { [script]: text } })
  const answer = await authorizeCi(permit, ciSettings({ runAs: settings, ...lists }), system)
  return answer.refused ? answer.reason : answer.identity.attributes['runas']
}
const failed = (text: string, how: How = {}) => reasonOfAsync(() => ask(text, how))

describe('the program', () => {
  test('is told the user, and its consent leaves the account as it is', async () =>
    expect(await ask('#!/bin/sh\n[ "$#:$1" = 1:alice ]\n')).toBe('alice'))
  test('is told the wanted account before the user, and its consent gives it', async () =>
    expect(await ask('#!/bin/sh\n[ "$#:$1:$2" = 2:svc:alice ]\n', { variables: { ACCOUNT: 'svc' } })).toBe('svc'))
  test('may name another account', async () =>
    expect(await ask('#!/bin/sh\necho \'{"username":"other"}\'\n', { variables: { ACCOUNT: 'svc' } })).toBe('other'))
  test('may say nothing in JSON', async () => expect(await ask('#!/bin/sh\necho "{}"\n')).toBe('alice'))
  test('refuses by its status', async () => expect(await ask('#!/bin/sh\nexit 3\n')).toBe('runas-refused'))
  test('refuses by its status whatever it prints', async () =>
    expect(await ask('#!/bin/sh\necho \'{"username":"other"}\'; exit 1\n')).toBe('runas-refused'))

  test('sees the claims and what the site set, the claims first, and nothing else', async () => {
    const seen = join(directory, 'seen')
    await ask(
      `#!/bin/sh\nenv > ${seen}; pwd >> ${seen}; cat >> ${seen}; [ ! -e /proc/self/fd/3 ] || readlink /proc/self/fd/3 >> ${seen}\n`,
      {
        runAs: { environment: { SITE: 'x', JWT_USER_LOGIN: 'root', PATH: '/evil' } },
        claims: { 'user_identities.ldap': 'uid=alice' },
      },
    )
    const text = readFileSync(seen, 'utf8')
    expect(text).toMatch(/^JWT_USER_LOGIN=alice$/m)
    expect(text).toMatch(/^JWT_USER_IDENTITIES_LDAP=uid=alice$/m)
    expect(text).toMatch(/^SITE=x$/m)
    expect(text).toMatch(/^PATH=\/usr\/bin:\/bin$/m)
    expect(text).toMatch(/^\/$/m)
    const names = text.split('\n').flatMap((line) => /^([A-Za-z_]\w*)=/.exec(line)?.[1] ?? [])
    expect(names.filter((name) => !/^(?:JWT_|SITE|PATH|LANG|HOME|PWD|SHLVL|_)/.test(name))).toEqual([])
  })
})

describe('the job does not get to the program', () => {
  test.each(['../x', 'a b', '-rf', '$(id)', 'x'.repeat(40), '0'])('with the wanted account %j', async (wanted) => {
    const mark = join(directory, 'called')
    expect(await ask(`#!/bin/sh\ntouch ${mark}\n`, { variables: { ACCOUNT: wanted } })).toBe('runas-refused')
    expect(existsSync(mark)).toBe(false)
  })
  test('with a user that is no account name', async () =>
    expect(await ask('#!/bin/sh\n', { claims: { user_login: '-x' } })).toBe('runas-refused'))
  test('where the lists refuse its user before', async () => {
    const how = {
      machine: { accounts: [account('alice', 62001)], files: {} },
      lists: { usersBlock: ['alice'], listsBeforeRunAs: true },
    }
    expect(await ask('#!/bin/sh\n', how)).toBe('user-blocked')
  })
})

describe('the program is trouble of the system', () => {
  test('where it is not what was pinned', async () =>
    expect(await failed('#!/bin/sh\n', { runAs: { sha256: '0'.repeat(64) } })).toBe('runas-failed'))
  test('but not where it is', async () => {
    const text = '#!/bin/sh\n'
    const sha256 = createHash('sha256').update(text).digest('hex')
    expect(await ask(text, { runAs: { sha256 } })).toBe('alice')
  })
  test('where others could have changed it', async () =>
    expect(
      await failed('#!/bin/sh\n', { machine: { files: { [script]: new LaunchError('config-untrusted', 'x') } } }),
    ).toBe('config-untrusted'))
  test('where it takes too long, and nothing of it is left', async () => {
    const mark = join(directory, 'late')
    expect(await failed(`#!/bin/sh\n(sleep 1; touch ${mark}) & sleep 60\n`, { runAs: { timeout: 0.3 } })).toBe(
      'runas-failed',
    )
    await new Promise((resolve) => setTimeout(resolve, 1200))
    expect(existsSync(mark)).toBe(false)
  })
  test.each([
    ['is killed', 'kill -9 $$'],
    ['answers with text', 'echo alice'],
    ['answers with a list', 'echo "[]"'],
    ['answers with a number', 'echo \'{"username": 0}\''],
    ['answers with a path', 'echo \'{"username": "../root"}\''],
    ['answers with more than it may', 'echo \'{"username": "svc", "data_dir": "/"}\''],
    ['answers with a flood', 'yes'],
  ])('where it %s', async (_what, line) => expect(await failed(`#!/bin/sh\n${line}\n`)).toBe('runas-failed'))
  test('where it cannot be executed', async () => expect(await failed('#!/no/such/interpreter\n')).toBe('runas-failed'))
})
