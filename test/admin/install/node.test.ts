/** Whose Node may decide. */
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { directoriesAbove, judgeNode } from '../../../src/admin/install/node'
import { reasonOf } from '../../support/reason'

const own = process.geteuid?.() ?? -1
let directory: string
let node: string
beforeEach(() => {
  directory = fs.mkdtempSync(join(tmpdir(), 'mapexec-node-'))
  node = join(directory, 'node')
  fs.writeFileSync(node, '', { mode: 0o755 })
})
afterEach(() => fs.rmSync(directory, { recursive: true }))

test('the system has the Node that this test runs on, or one that is refused with a reason', () => {
  expect([undefined, 'config-untrusted']).toContain(reasonOf(() => judgeNode(process.execPath, 0)))
})

describe('judgeNode refuses', () => {
  test('a Node below a directory that anybody may write to, /tmp', () => {
    expect(reasonOf(() => judgeNode(node, own))).toBe('config-untrusted')
  })

  test('a program that others may write to', () => {
    fs.chmodSync(node, 0o775)
    expect(reasonOf(() => judgeNode(node, own))).toBe('config-untrusted')
  })

  test('a link to such a program', () => {
    fs.symlinkSync(node, join(directory, 'link'))
    expect(reasonOf(() => judgeNode(join(directory, 'link'), own))).toBe('config-untrusted')
  })

  test('what is not there, and what cannot be executed', () => {
    fs.chmodSync(node, 0o644)
    expect(reasonOf(() => judgeNode(node, own))).toBe('config-invalid')
    expect(reasonOf(() => judgeNode(join(directory, 'none'), own))).toBe('config-invalid')
  })
})

test('the directories above a path end with the root', () => {
  expect(directoriesAbove('/usr/bin/node')).toEqual(['/usr/bin', '/usr', '/'])
})
