import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { shownSettings } from '../../../src/admin/files/settings'
import { compileSettings } from '../../../src/config/compiled'
import { GOOD, good, PATH, settingsOf } from '../../config/support'
import { reasonOf } from '../../support/reason'
import { fakeSystem } from '../../support/fake-system'

/** A loader that names a generation, as the build makes it. */
const LOADER = 'const program = `${__dirname}/decider-0123456789abcdef`\n'
let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'mapexec-settings-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

/** Compiled from `GOOD` with other pools than `GOOD` has, which shows where they come from. */
const compiledOf = (text: string) => compileSettings(text, { ...settingsOf(GOOD), pools: [] })

function shown(text: string, compiled: string, loader = LOADER) {
  const decider = join(directory, 'decider.js')
  writeFileSync(decider, loader)
  const path = join(directory, 'decider-0123456789abcdef.settings')
  return shownSettings(fakeSystem({ files: { [PATH]: text, [path]: compiled } }), decider).pools.length
}

test('shownSettings takes what was worked out for this text', () => expect(shown(GOOD, compiledOf(GOOD))).toBe(0))

test.each([
  ['of another text', compiledOf(`${GOOD}\n`), LOADER],
  ['that are half there', compiledOf(GOOD).slice(0, 40), LOADER],
  ['of no program that is installed', compiledOf(GOOD), 'nothing'],
])('shownSettings does without settings %s', (_what, compiled, loader) => expect(shown(GOOD, compiled, loader)).toBe(1))

test('shownSettings reads the configuration where nothing is installed', () =>
  expect(shownSettings(fakeSystem({ files: { [PATH]: GOOD } }), join(directory, 'none')).pools).toHaveLength(1))

test('shownSettings refuses what the configuration refuses', () => {
  const broken = good(['[service]', '[service'])
  expect(reasonOf(() => shown(broken, compiledOf(GOOD)))).toBe('config-syntax')
})
