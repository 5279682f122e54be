/**
 * The helper's side of a conversation, as the service account and without an event loop: for each line on standard input
 * (JSON: the words of a launch; whether its files shall look new) one decision is asked for, and said how many
 * milliseconds it took. What the service orders is not launched.
 *     decision.cjs SOCKET SERVICE-UID SERVICE-GID CALLER FILE…       started as root; the files are the caller's
 */
import koffi from 'koffi'
import { closeSync, readFileSync, readSync, rmSync, writeSync } from 'node:fs'
import { LAUNCH, MESSAGE } from '../src/core/wire'
import { DescriptorChannel } from '../src/launch/channel'
import { encodeFrame, parseFields, type Frame } from '../src/launch/frame'
import { answerOf, helloOf, requestedPath } from '../src/rehearsal/helper'

const [path = '', uid = '', gid = '', caller = '', ...names] = process.argv.slice(2)
const CALLER = { uid: Number(caller), gid: Number(caller) }
const files = new Map(names.map((name) => [name, readFileSync(name)]))
process.setgroups?.([])
process.setgid?.(Number(gid))
process.setuid?.(Number(uid))

const libc = koffi.load(null)
const socket = libc.func('int socket(int, int, int)') as (family: number, type: number, protocol: number) => number
const connect = libc.func('int connect(int, const uint8_t *, uint32_t)') as (
  fd: number,
  address: Buffer,
  length: number,
) => number
const [AF_UNIX, SOCK_STREAM] = [1, 1]

function connected(): number {
  const address = Buffer.alloc(110)
  address.writeUInt16LE(AF_UNIX, 0)
  address.write(path, 2)
  const fd = socket(AF_UNIX, SOCK_STREAM, 0)
  if (fd < 0 || connect(fd, address, address.length) !== 0) throw new Error(`${path}: errno ${koffi.errno()}`)
  return fd
}

const bytesOf = ({ type, body }: Frame): Buffer => {
  const header = encodeFrame(type, [])
  header.writeUInt32LE(body.length, 0)
  return Buffer.concat([header, body])
}

interface Question {
  readonly words: readonly string[]
  readonly fresh: boolean
}

let asked = 0

async function decide({ words, fresh }: Question): Promise<number> {
  // As many empty lines at the end as no file has had before: what was verified is known by all its bytes.
  const more = Buffer.from(fresh ? '\n'.repeat(++asked) : '')
  const read = (name: string): Buffer | undefined => {
    const bytes = files.get(name)
    return bytes && Buffer.concat([bytes, more])
  }
  const hello = bytesOf(helloOf(CALLER, ['mapexec-helper', ...words]))
  const from = performance.now()
  const fd = connected()
  const channel = new DescriptorChannel(fd)
  await channel.send(hello)
  let frame = await channel.receive()
  while (frame.type === MESSAGE.READ) {
    await channel.send(bytesOf(answerOf(CALLER, read(requestedPath(bytesOf(frame)) ?? ''))))
    frame = await channel.receive()
  }
  const took = performance.now() - from
  if (frame.type === MESSAGE.LAUNCH) {
    const record = parseFields(frame.body, Object.values(LAUNCH)).get(LAUNCH.RECORD)
    if (record !== undefined) rmSync(record.toString())
  } else {
    throw new Error(`refused: ${frame.body.toString('latin1')}`)
  }
  closeSync(fd)
  return took
}

async function main(): Promise<void> {
  const buffer = Buffer.alloc(4096)
  for (let got = readSync(0, buffer); got > 0; got = readSync(0, buffer)) {
    const took = await decide(JSON.parse(buffer.toString('utf8', 0, got)) as Question)
    writeSync(1, `${took}\n`)
  }
}

void main()
