/** An unmunge that says what a test wants. */
import { chmodSync, writeFileSync } from 'node:fs'
import type { MungeSettings } from '../../../src/core/settings'

export const NOW = 1_800_000_000

export interface Said {
  readonly fields?: Readonly<Record<string, string | number | undefined>>
  readonly payload?: string
  readonly status?: number
  readonly stderr?: string
}

const FIELDS = {
  STATUS: 0,
  ENCODE_HOST: '192.0.2.7',
  ENCODE_TIME: NOW - 5,
  DECODE_TIME: NOW,
  TTL: 300,
  UID: 60001,
  GID: 60001,
  UID_RESTRICTION: process.geteuid?.(),
}

/** Writes the program into `directory` and returns settings that name it. */
export function fakeUnmunge(directory: string, said: Said, change: Partial<MungeSettings> = {}): MungeSettings {
  const { payload = '', status = 0, stderr = '' } = said
  const fields = { ...FIELDS, LENGTH: payload.length, ...said.fields }
  const lines = Object.entries(fields).flatMap(([key, value]) =>
    value === undefined ? [] : [`${`${key}:`.padEnd(17)}${value}\n`],
  )
  const program = `${directory}/unmunge`
  writeFileSync(`${directory}/said`, `${lines.join('')}\n${payload}`)
  writeFileSync(
    program,
    `#!/bin/sh\ncat > '${directory}/heard'\ncat '${directory}/said'\necho '${stderr}' >&2\nexit ${status}\n`,
  )
  chmodSync(program, 0o755)
  return settingsFor(directory, { program, ...change })
}

export const settingsFor = (directory: string, change: Partial<MungeSettings> = {}): MungeSettings => ({
  socket: undefined,
  maxAge: 300,
  program: '/usr/bin/unmunge',
  hosts: [],
  anyNode: false,
  ledger: `${directory}/ledger`,
  ...change,
})
