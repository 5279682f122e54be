import Ajv from 'ajv'
import { linkSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { doctor } from '../../../src/admin/doctor/doctor'
import { listLeases } from '../../../src/admin/lease/view'
import { readCurrent } from '../../../src/admin/record/store'
import { viewsOf } from '../../../src/admin/record/view'
import { caWithCrl, healthyMachine, probeOf, systemOf } from '../../support/healthy'
import { gridmapdir, poolAt, removeDirectories } from '../../support/leases'
import {
  endLine,
  process1,
  processTable,
  putRecord,
  recordDirectory,
  refOf,
  removeRecords,
  startLine,
} from '../../support/records'

afterEach(() => {
  removeRecords()
  removeDirectories()
})

const schema = (name: string) =>
  JSON.parse(readFileSync(join(__dirname, '../../../docs/schemas', `${name}.json`), 'utf8')) as Record<string, unknown>
function faults(name: string, value: unknown): unknown {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false })
  const validate = ajv.compile(schema(name))
  validate(JSON.parse(JSON.stringify(value)))
  return validate.errors ?? []
}

describe('the documented form fits', () => {
  test('records, whole, lost and damaged', () => {
    const directory = recordDirectory()
    putRecord(directory, refOf(1), startLine(refOf(1)))
    putRecord(directory, refOf(2), startLine(refOf(2)) + endLine(refOf(2), { exit: null, signal: 9, code: 137 }))
    putRecord(directory, refOf(3), '{"ev')
    putRecord(directory, refOf(4), startLine(refOf(4), { helper: { pid: 101, start: 1 }, lease: undefined }))
    const processes = processTable([process1(), process1({ pid: 200, parent: 100 })])
    const records = readCurrent(directory, processes)
    const value = { format: 1, time: 1, directory, unreadable: 0, records: viewsOf(records, () => 'pilot', processes) }
    expect(value.records.map(({ state }) => state).toSorted()).toEqual(['damaged', 'ended', 'lost', 'running'])
    expect(faults('record-list', value)).toEqual([])
  })

  test('the lines of a record', () => {
    expect(faults('record-start', JSON.parse(startLine(refOf(1))))).toEqual([])
    expect(faults('record-end', JSON.parse(endLine(refOf(1))))).toEqual([])
  })

  test('leases', () => {
    const directory = gridmapdir(2)
    linkSync(join(directory, 'tpool001'), join(directory, '%2fcn%3da'))
    expect(faults('lease-list', { format: 1, time: 1, ...listLeases([poolAt(directory)], new Map(), 0) })).toEqual([])
  })

  test('findings', async () => {
    const machine = healthyMachine(caWithCrl())
    machine.capabilities = ''
    const findings = await doctor({}, systemOf(machine), probeOf(machine))
    expect(faults('doctor', { format: 1, time: 1, healthy: false, findings })).toEqual([])
  })

  test('and nothing else', () => {
    expect(faults('record-list', { format: 2, time: 1, directory: '', unreadable: 0, records: [{}] })).not.toEqual([])
    expect(faults('record-end', { event: 'start' })).not.toEqual([])
  })
})
