/**
 * Settings for commands that only show something: those that `mapexec install` worked out for launches, where they are of the
 * configuration as it is now. Parsing it again takes longer than starting Node does.
 */
import { readFileSync } from 'node:fs'
import { CONFIGURATION_PATH, findCompiled } from '../../config/compiled'
import { errnoOf } from '../../core/errors'
import type { Settings } from '../../core/settings'
import type { System } from '../../core/system'
import { generationOf, PATHS } from '../install/layout'

// eslint-disable-next-line @typescript-eslint/no-require-imports -- larger than all the rest, and seldom needed
const config = (): typeof import('../../config') => require('../../config') as typeof import('../../config')

/** Errors: those of the configuration. */
export function shownSettings(system: System, decider: string = PATHS.decider): Settings {
  const compiled = compiledPath(decider)
  const found = compiled === undefined ? undefined : findCompiled(system, CONFIGURATION_PATH, compiled)
  return found ?? config().loadSettings(system)
}

/** Undefined where nothing is installed. */
function compiledPath(decider: string): string | undefined {
  try {
    const generation = generationOf(readFileSync(decider, 'latin1'))
    return generation === undefined ? undefined : decider.replace(/[^/]*$/, `${generation}.settings`)
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
    return undefined
  }
}
