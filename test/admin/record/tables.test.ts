import { detailLines, historyRow, historyTable, listTable } from '../../../src/admin/record/tables'
import { readAll, readCurrent } from '../../../src/admin/record/store'
import { launchTrees, treeLines } from '../../../src/admin/record/tree'
import { viewsOf } from '../../../src/admin/record/view'
import { collectedOutput } from '../../support/output'
import {
  endLine,
  process1,
  processTable,
  putRecord,
  recordDirectory,
  refOf,
  removeRecords,
  startLine,
  T0,
} from '../../support/records'

afterEach(removeRecords)

const nameOf = (uid: number) => (uid === 60001 ? 'pilot' : undefined)
const table = processTable([
  process1(),
  process1({ pid: 101, parent: 100, name: 'sh', cpu: 5, memory: 1024 ** 2 }),
  process1({ pid: 102, parent: 101, name: 'a) b (c\n', cpu: 60, memory: 2 * 1024 ** 2 }),
  process1({ pid: 103, parent: 101, state: 'Z' }),
])

describe('record list', () => {
  test('shows who runs as whom, since when, and what it uses', () => {
    const directory = recordDirectory()
    putRecord(directory, refOf(1), startLine(refOf(1)))
    const { output, text } = collectedOutput()
    listTable(output, viewsOf(readCurrent(directory, table), nameOf, table), T0 + 3700)
    const [, row = ''] = text().split('\n')
    expect(row.split(/ {2,}/)).toEqual([
      ...[refOf(1), 'running', 'pilot', '/DC=org/CN=Alice', 'pool001', '1h01m', '1m05s', '3.0MiB', '2'],
      '/bin/echo "hello world"',
    ])
  })

  test('shows a damaged record without inventing anything', () => {
    const directory = recordDirectory()
    putRecord(directory, refOf(1), '{')
    const { output, text } = collectedOutput()
    listTable(output, viewsOf(readCurrent(directory, table), nameOf, table), T0)
    expect(text()).toMatch(/damaged +\? +\? +\? +\? +- +- +- +\?/)
  })

  test('has colour on a terminal only', () => {
    const directory = recordDirectory()
    putRecord(directory, refOf(1), startLine(refOf(1)))
    const shown = [true, false].map((colour) => {
      const { output, text } = collectedOutput(colour)
      listTable(output, viewsOf(readCurrent(directory, table), nameOf, table), T0)
      return text().includes('\x1b[')
    })
    expect(shown).toEqual([true, false])
  })

  test('lets no control sequence of a command or subject through', () => {
    const directory = recordDirectory()
    const nasty = '\u001b]0;x\u0007\u202e'
    putRecord(
      directory,
      refOf(1),
      startLine(refOf(1), {
        command: [nasty],
        label: nasty,
        identity: { kind: 'x509', subject: `/CN=${nasty}`, fqans: [nasty] },
      }),
    )
    const views = viewsOf(readCurrent(directory, table), nameOf, table)
    const { output, text } = collectedOutput()
    listTable(output, views, T0)
    historyTable(
      output,
      views.map((view) => historyRow(output, view)),
    )
    const details = views
      .flatMap((view) => detailLines(view, T0))
      .flat()
      .join('\n')
    const tree = treeLines(launchTrees(readCurrent(directory, table), nameOf, table), T0).join('\n')
    expect(text() + details + tree).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
  })
})

describe('record history', () => {
  test.each([
    ['an exit', {}, '0'],
    ['a failure', { exit: 3, code: 3 }, '3'],
    ['a signal', { exit: null, signal: 9, code: 137 }, 'signal 9'],
    ['a payload that never ran', { exit: null, code: 201, reason: 'command-missing' }, '201 command-missing'],
  ])('shows %s', (_what, change, shown) => {
    const directory = recordDirectory()
    putRecord(`${directory}/history`, refOf(1), startLine(refOf(1)) + endLine(refOf(1), change))
    const { output, text } = collectedOutput()
    historyTable(
      output,
      viewsOf(readAll(directory, table), nameOf, table).map((view) => historyRow(output, view)),
    )
    expect(text().split('\n')[1]?.split(/ {2,}/).slice(2, 5)).toEqual(['1m00s', shown, 'pilot'])
  })
})

describe('record tree', () => {
  test('hangs processes below their launch, and a nested launch below its process', () => {
    const directory = recordDirectory()
    putRecord(directory, refOf(1), startLine(refOf(1)))
    putRecord(directory, refOf(2), startLine(refOf(2), { helper: { pid: 102, start: 5000 } }))
    const lines = treeLines(launchTrees(readCurrent(directory, table), nameOf, table), T0 + 60)
    expect(lines).toEqual([
      'pilot',
      `└─ ${refOf(1)}  /DC=org/CN=Alice → pool001 1m00s  /bin/echo "hello world"`,
      '   └─ 101 sh  5.0s CPU 1.0MiB',
      `      └─ 102 a) b (c\\n  1m00s CPU 2.0MiB  (launch ${refOf(2)})`,
    ])
  })
  test('of nothing says so', () => expect(treeLines([], T0)).toEqual(['nothing runs']))
})
