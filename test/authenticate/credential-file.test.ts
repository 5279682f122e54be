import { readCredentialFile } from '../../src/authenticate/credential-file'
import { CALLER_UID, requestFor, type Circumstances } from '../support/pki/attempt'
import { reasonOfAsync } from '../support/reason'

describe('readCredentialFile', () => {
  const read = (circumstances: Circumstances, size = 10): ReturnType<typeof readCredentialFile> => {
    return readCredentialFile(requestFor('x'.repeat(size), circumstances), '/home/pilot/p.pem', 100, 'proxy')
  }

  test.each([0o100600, 0o100400, 0o100700])('takes a file of the caller with mode %o', async (mode) =>
    expect((await read({ mode })).facts.mode).toBe(mode),
  )

  test.each([
    ['of somebody else', { uid: CALLER_UID + 1 }, 'credential-owner'],
    ['of root', { uid: 0 }, 'credential-owner'],
    ['that the group can read', { mode: 0o100640 }, 'credential-mode'],
    ['that the group can write', { mode: 0o100620 }, 'credential-mode'],
    ['that others can read', { mode: 0o100604 }, 'credential-mode'],
    ['that others can execute', { mode: 0o100601 }, 'credential-mode'],
    ['with set-user-ID', { mode: 0o104600 }, 'credential-mode'],
    ['with set-group-ID', { mode: 0o102600 }, 'credential-mode'],
    ['with the sticky bit', { mode: 0o101600 }, 'credential-mode'],
    ['that is a FIFO', { mode: 0o010600 }, 'credential-not-regular'],
    ['that is a directory', { mode: 0o040700 }, 'credential-not-regular'],
    ['that is a device', { mode: 0o020600 }, 'credential-not-regular'],
  ] as const)('refuses one %s', async (_what, circumstances, reason) =>
    expect(await reasonOfAsync(() => read(circumstances))).toBe(reason),
  )

  test('refuses one that is larger than asked for', async () =>
    expect(await reasonOfAsync(() => read({}, 101))).toBe('credential-too-large'))

  test('asks the helper for no more than the limit', async () => {
    const asked: [string, number][] = []
    const request = {
      ...requestFor(''),
      readCallerFile: (path: string, cap: number) => {
        asked.push([path, cap])
        return Promise.reject(new Error('enough'))
      },
    }
    await readCredentialFile(request, '/p', 77, 'proxy').catch(() => undefined)
    expect(asked).toEqual([['/p', 77]])
  })
})
