import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DEFAULT_RECORDS, recordDirectory } from '../../../src/admin/record/installed'
import { parseInterval, watch } from '../../../src/admin/record/watch'
import { reasonOf } from '../../support/reason'

describe('watch', () => {
  async function watched(terminal: boolean): Promise<string> {
    let text = ''
    let rounds = 3
    const screen = { terminal, write: (part: string) => void (text += part), wait: () => Promise.resolve(--rounds > 0) }
    await watch(2, screen, () => void (text += 'table;'))
    return text
  }
  test('shows in place on a terminal', async () => expect(await watched(true)).toBe('\x1b[H\x1b[Jtable;'.repeat(3)))
  test('shows one after the other elsewhere', async () => expect(await watched(false)).toBe('table;'.repeat(3)))
  test('takes sensible intervals', () => expect([parseInterval('2'), parseInterval('0.5')]).toEqual([2, 0.5]))
  test.each(['0', '0.1', '-1', 'x', '', '1e3', '5000'])('refuses an interval of %j', (text) =>
    expect(reasonOf(() => parseInterval(text))).toBe('usage'),
  )
})

describe('the record directory', () => {
  let directory: string
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'mapexec-conf-'))
  })
  afterEach(() => rmSync(directory, { recursive: true }))

  test('is the one that the helper uses', () => {
    writeFileSync(join(directory, 'helper.conf'), 'service_uid = 5\nrecord_directory = /run/elsewhere\n')
    expect(recordDirectory(join(directory, 'helper.conf'))).toBe('/run/elsewhere')
  })
  test('is the usual one before an installation', () =>
    expect(recordDirectory(join(directory, 'none'))).toBe(DEFAULT_RECORDS))
  test.each(['record_directory=/x\n', 'nonsense', 'record_directory = /x'])('is not guessed from %j', (text) => {
    writeFileSync(join(directory, 'helper.conf'), text)
    expect(reasonOf(() => recordDirectory(join(directory, 'helper.conf')))).toBe('helper-config-syntax')
  })
  test('is not guessed from what cannot be read', () =>
    expect(reasonOf(() => recordDirectory(directory))).toBe('helper-config-untrusted'))
})
