import { LaunchError } from '../../src/core/errors'
import type { Settings } from '../../src/core/settings'
import { keepSettings, type Source } from '../../src/serve/settings'
import { sampleSettings } from '../support/samples'

interface World {
  text: string
  fails?: LaunchError
}

function source(world: World): { readonly source: Source; readonly said: string[] } {
  const said: string[] = []
  return {
    said,
    source: {
      file() {
        if (world.fails !== undefined) throw world.fails
        return { path: '/c', text: world.text, facts: { mode: 0, uid: 0, gid: 0, nlink: 1, size: 0, mtime: 0 } }
      },
      load(): Settings {
        if (world.fails !== undefined) throw world.fails
        if (world.text === 'bad') throw new LaunchError('config-invalid', 'no', { place: { file: '/c', line: 3 } })
        return sampleSettings({ path: world.text })
      },
      report: (level, message) => void said.push(`${level}: ${message}`),
    },
  }
}

test('a changed configuration counts for the next decision', () => {
  const world: World = { text: 'one' }
  const { source: from, said } = source(world)
  const settings = keepSettings(from)
  expect(settings.current()).toBe(settings.current())
  world.text = 'two'
  expect(settings.last().path).toBe('one')
  expect(settings.current().path).toBe('two')
  expect(settings.last().path).toBe('two')
  expect(said).toEqual(['info: the configuration has changed and is in force'])
})

test('a bad one does not, and is complained of once', () => {
  const world: World = { text: 'one' }
  const { source: from, said } = source(world)
  const settings = keepSettings(from)
  world.text = 'bad'
  expect([settings.current().path, settings.current().path]).toEqual(['one', 'one'])
  expect(said).toEqual([expect.stringMatching(/^error: .*the old one stays: \/c:3: config-invalid/)])
  world.text = 'two'
  expect(settings.current().path).toBe('two')
})

test('one that others may write to does not, either', () => {
  const world: World = { text: 'one' }
  const { source: from, said } = source(world)
  const settings = keepSettings(from)
  world.fails = new LaunchError('config-untrusted', 'no', { detail: 'mode 0666' })
  expect(settings.current().path).toBe('one')
  expect(said).toHaveLength(1)
})

test('without a first good one there is no service', () => {
  expect(() => keepSettings(source({ text: 'bad' }).source)).toThrow(LaunchError)
})
