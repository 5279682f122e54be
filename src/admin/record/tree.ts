/** Running launches as trees: caller → launch → its processes. */
import { childrenOf, isAlive, type Children, type ProcessFacts, type Processes } from './processes'
import type { RecordEntry, Records } from './store'
import { age, printable, size } from './text'
import { viewOf, type NameOf, type RecordView } from './view'
import { callerText, commandOf, identityText } from './tables'

export interface ProcessNode {
  readonly pid: number
  readonly name: string
  readonly state: string
  readonly cpu: number
  readonly memory: number
  /** Of a helper: the launch that it supervises. */
  readonly launch: string | null
  readonly children: readonly ProcessNode[]
}

export interface LaunchTree {
  readonly record: RecordView
  readonly processes: readonly ProcessNode[]
}

/** A launch that was started from within another one stands below it, once. */
export function launchTrees(records: Records, nameOf: NameOf, processes: Processes): readonly LaunchTree[] {
  const running = records.entries.filter(({ state }) => state === 'running')
  const children = childrenOf(running.length === 0 ? [] : processes.all())
  const byHelper = new Map(running.map((entry) => [entry.start?.helper.pid, entry]))
  const nested = new Set<string>()
  const trees = running.map((entry) => ({
    entry,
    processes: nodesBelow(entry.start?.helper.pid ?? 0, children, byHelper, nested, new Set()),
  }))
  return trees
    .filter(({ entry }) => !nested.has(entry.ref))
    .map(({ entry, processes: nodes }) => ({ record: viewOf(entry, nameOf), processes: nodes }))
}

function nodesBelow(
  pid: number,
  children: Children,
  byHelper: ReadonlyMap<number | undefined, RecordEntry>,
  nested: Set<string>,
  seen: Set<number>,
): readonly ProcessNode[] {
  return (children.get(pid) ?? [])
    .filter((child) => isAlive(child) && !seen.has(child.pid))
    .map((child: ProcessFacts) => {
      seen.add(child.pid)
      const launch = byHelper.get(child.pid)
      if (launch !== undefined) nested.add(launch.ref)
      return {
        pid: child.pid,
        name: printable(child.name),
        state: child.state,
        cpu: child.cpu,
        memory: child.memory,
        launch: launch?.ref ?? null,
        children: nodesBelow(child.pid, children, byHelper, nested, seen),
      }
    })
}

export function treeLines(trees: readonly LaunchTree[], now: number): readonly string[] {
  if (trees.length === 0) return ['nothing runs']
  const callers = [...new Set(trees.map(({ record }) => callerText(record)))]
  return callers.flatMap((caller) => [
    caller,
    ...trees
      .filter(({ record }) => callerText(record) === caller)
      .flatMap((tree, index, own) => {
        const last = index === own.length - 1
        const { record } = tree
        const since = record.started === null ? '' : ` ${age(now - record.started)}`
        const head = `${record.ref}  ${identityText(record, 60)} → ${record.account?.name ?? '?'}${since}  ${commandOf(record, 60)}`
        return [`${last ? '└─' : '├─'} ${head}`, ...nodeLines(tree.processes, last ? '   ' : '│  ')]
      }),
  ])
}

const nodeLines = (nodes: readonly ProcessNode[], indent: string): readonly string[] =>
  nodes.flatMap((node, index) => {
    const last = index === nodes.length - 1
    const launch = node.launch === null ? '' : `  (launch ${node.launch})`
    return [
      `${indent}${last ? '└─' : '├─'} ${node.pid} ${node.name}  ${age(node.cpu)} CPU ${size(node.memory)}${launch}`,
      ...nodeLines(node.children, `${indent}${last ? '   ' : '│  '}`),
    ]
  })
