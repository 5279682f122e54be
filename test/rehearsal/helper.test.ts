import { MESSAGE } from '../../src/core/wire'
import { encodeRead, parseFile, parseHello } from '../../src/launch/protocol'
import { answerOf, helloOf, requestedPath } from '../../src/rehearsal/helper'

const caller = { uid: 60001, gid: 60002 }

test('HELLO is one that the decider takes', () => {
  const hello = parseHello(helloOf(caller, ['mapexec-helper', 'run']))
  expect(hello).toMatchObject({ callerUid: 60001, callerGid: 60002, callerGroups: [60002], umask: 0o022 })
  expect(hello.argv.map(String)).toEqual(['mapexec-helper', 'run'])
})

test('FILE is private to the caller', () => {
  const { bytes, facts, errno } = parseFile(answerOf(caller, Buffer.from('text')))
  expect([String(bytes), errno]).toEqual(['text', 0])
  expect(facts).toMatchObject({ mode: 0o100600, uid: 60001, gid: 60002, nlink: 1, size: 4 })
})

test('or absent', () => expect(parseFile(answerOf(caller, undefined)).errno).toBe(2))

test('READ names a path', () => {
  const frame = encodeRead('/p', 10)
  expect(frame[4]).toBe(MESSAGE.READ)
  expect(requestedPath(frame)).toBe('/p')
})
