import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadSettings } from '../../src/config'
import { compileSettings, findCompiled } from '../../src/config/compiled'
import { LaunchError } from '../../src/core/errors'
import { fakeSystem } from '../support/fake-system'
import { GOOD, good, PATH } from './support'

const COMPILED = '/usr/lib/mapexec/decider-0123456789abcdef.settings'
const found = (text: string, compiled: string | LaunchError) =>
  findCompiled(fakeSystem({ files: { [PATH]: text, [COMPILED]: compiled } }), PATH, COMPILED)
const settingsOf = (text: string) => loadSettings(fakeSystem({ files: { [PATH]: text } }), PATH)

test.each(['worker-node', 'gitlab-runner'])('the example %s comes back as it was', (name) => {
  const text = readFileSync(join(__dirname, `../../config/${name}.toml`), 'utf8')
  const settings = settingsOf(text)
  // Strictly: `undefined` is something else than nothing for some steps.
  expect(found(text, compileSettings(text, settings))).toStrictEqual(settings)
})

test('large numbers and absent values come back', () => {
  const text = `${GOOD}\n[launch]\nlimits = { core = 0, fsize = "unlimited" }\n`
  const settings = settingsOf(text)
  const back = found(text, compileSettings(text, settings))
  expect(settings.launch.limits.some(({ soft }) => typeof soft === 'bigint')).toBe(true)
  expect(back?.launch.limits).toStrictEqual(settings.launch.limits)
})

describe('nothing is found', () => {
  const compiled = compileSettings(GOOD, settingsOf(GOOD))
  test.each<[string, string, string | LaunchError]>([
    ['when mapexec.toml has one more blank', `${GOOD} `, compiled],
    ['when mapexec.toml is another', good(['voms = "use"', 'voms = "require"']), compiled],
    ['when there is none', GOOD, new LaunchError('list-absent', 'no')],
    ['when others may have written it', GOOD, new LaunchError('config-untrusted', 'no')],
    ['when it is cut off', GOOD, compiled.slice(0, -10)],
    ['when it is something else', GOOD, '{}'],
  ])('%s', (_when, text, file) => expect(found(text, file)).toBeUndefined())

  test('when mapexec.toml itself cannot be trusted: loading it says so', () => {
    const files = { [PATH]: new LaunchError('config-untrusted', 'no'), [COMPILED]: compiled }
    expect(findCompiled(fakeSystem({ files }), PATH, COMPILED)).toBeUndefined()
  })
})
