/** Commands about what runs, what ran, and the pool: the part of the command table (commands.ts) for the daily work. */
import type { Command, Option } from './commands'

const JSON_FORM: Option = { name: 'json', description: 'print JSON (docs/schemas) instead of a table' }
const WATCH: Option = { name: 'watch', value: 'SECONDS', description: 'show it again and again, in place' }
const POOL: Option = { name: 'pool', value: 'NAME', description: 'only this [[pool]]' }
const DRY_RUN: Option = { name: 'dry-run', description: 'say what would be done, do nothing' }

const SUBJECT: Option = {
  name: 'subject',
  value: 'TEXT',
  description: 'DN or other subject: a part of it, or with * and ?',
}
const TIMES: readonly Option[] = [
  { name: 'from', value: 'TIME', description: 'not before: 2h (ago), 2026-11-20, "2026-11-20 14:03", 14:03, @SECONDS' },
  { name: 'to', value: 'TIME', description: 'not after' },
]
const IDENTITIES: readonly Option[] = [
  SUBJECT,
  { name: 'fqan', value: 'TEXT', description: 'one of the VOMS FQANs: a part of it, or with * and ?' },
  { name: 'vo', value: 'NAME', description: 'virtual organisation' },
  { name: 'account', value: 'NAME', description: 'local account (with * and ?) or uid' },
  { name: 'caller', value: 'USER', description: 'who asked: name or uid' },
]
const RESULTS: readonly Option[] = [
  { name: 'code', value: 'CODES', description: 'exit code of the payload or of mapexec: 0, !0, 201-204' },
  { name: 'reason', value: 'TOKEN', description: 'reason of a refusal' },
]
const limit = (count: string): Option => ({
  name: 'limit',
  value: 'N',
  default: count,
  description: 'at most so many, the newest; or all',
})

export const ADMIN_COMMANDS: readonly Command[] = [
  {
    name: 'record list',
    who: 'administrator',
    summary: 'show who runs as whom now',
    description:
      'One line for each running launch: who asked, for whom, as which account, since when, and what it uses now. ' +
      'Launches without an end whose helper is gone are "lost".',
    options: [
      { name: 'all', description: 'also those that ended since the last decision' },
      ...IDENTITIES,
      WATCH,
      JSON_FORM,
    ],
    examples: [
      ['mapexec record list', 'who runs as whom'],
      ['mapexec record list --vo testvo --watch 2', 'one VO, every two seconds'],
    ],
  },
  {
    name: 'record show',
    who: 'administrator',
    summary: 'show everything about one launch',
    description: 'The record and the lines of the audit log. Of a refused launch there are only the latter.',
    arguments: [{ name: 'ref', description: 'the reference of a message or table; its first 4 digits or more' }],
    options: [JSON_FORM],
    examples: [['mapexec record show 3f9c', 'the launch of "(ref 3f9c…)"']],
    exit: '0 when there is such a launch, 1 when there is none.',
  },
  {
    name: 'record tree',
    who: 'administrator',
    summary: 'show running launches with their processes',
    options: [...IDENTITIES, WATCH, JSON_FORM],
    examples: [['mapexec record tree --account pool001', 'what runs as pool001']],
  },
  {
    name: 'record history',
    who: 'administrator',
    summary: 'show what ran before',
    description: 'Finished and lost launches, the newest first, as far back as [record] keeps them.',
    options: [...TIMES, ...IDENTITIES, ...RESULTS, limit('200'), JSON_FORM],
    examples: [
      ['mapexec record history --from 2h --code !0', 'what failed in the last two hours'],
      ['mapexec record history --subject "CN=Alice*" --limit all', 'everything of one user'],
    ],
  },
  {
    name: 'who',
    who: 'administrator',
    summary: 'tell which identity is behind a process, a uid or an account',
    description:
      'A number is a process where there is one, else a uid. Without a launch, an account answers with whom it is ' +
      'leased to. At a time in the past a process is known by its helper only: pids are used again.',
    arguments: [{ name: 'target', description: 'pid, uid or name of an account' }],
    options: [
      { name: 'as', value: 'KIND', choices: ['pid', 'uid', 'account'], description: 'what the number is' },
      { name: 'at', value: 'TIME', description: 'then instead of now (as for "record history --from")' },
      JSON_FORM,
    ],
    examples: [
      ['mapexec who 4711', 'whose process this is'],
      ['mapexec who pool017 --at "2026-11-20 14:03"', 'who was behind an account when the abuse report says'],
    ],
    exit: '0 with an answer, 1 when nobody knows.',
  },
  {
    name: 'lease list',
    who: 'administrator',
    summary: 'show the pools and who holds which account',
    description:
      'Pools with their counts, then the leases that were used last. A lease that is not as it should be is always shown.',
    options: [
      POOL,
      SUBJECT,
      { name: 'account', value: 'NAME', description: 'account, with * and ?' },
      { name: 'idle', value: 'AGE', default: '10d', description: 'what counts as idle' },
      limit('200'),
      JSON_FORM,
    ],
    examples: [
      ['mapexec lease list --pool pool', 'one pool, and who used it last'],
      ['mapexec lease list --limit all', 'every lease'],
    ],
  },
  {
    name: 'lease show',
    who: 'administrator',
    summary: 'show one lease',
    arguments: [{ name: 'lease', description: 'account, identity or file name' }],
    options: [POOL, JSON_FORM],
    examples: [['mapexec lease show pool001', 'who holds pool001']],
    exit: '0 when there is one, 1 when there is none.',
  },
  {
    name: 'lease release',
    who: 'root',
    summary: 'take accounts back from their identities',
    description:
      'Refused while a process of the account exists or a launch of it runs or may be about to. Where the pool has a ' +
      'cleaning program ([[pool]] clean), it runs before the account is free; if it fails, the account stays held for ' +
      'nobody until "lease release" succeeds.',
    arguments: [{ name: 'leases', description: 'accounts, identities or file names', variadic: true }],
    options: [POOL, DRY_RUN, JSON_FORM],
    examples: [['mapexec lease release pool001', 'free one account']],
    exit: '0 when all were released, 1 when one was not.',
  },
  {
    name: 'lease expire',
    who: 'root',
    summary: 'take back what was not used for long',
    description:
      'The longest unused first, and only until the pool is no longer too full. For a timer (mapexec-expire.timer).',
    options: [
      { name: 'idle', value: 'AGE', default: '10d', description: 'only leases without use for so long: 10d, 12h' },
      { name: 'when-fuller-than', value: 'PERCENT', description: 'only while more of the pool than this is taken' },
      POOL,
      DRY_RUN,
      JSON_FORM,
    ],
    examples: [['mapexec lease expire --idle 10d --when-fuller-than 80%', 'what the shipped timer runs daily']],
    exit: '0, or 1 when an account could not be cleaned.',
  },
  {
    name: 'lease verify',
    who: 'administrator',
    summary: 'find what is wrong in the gridmapdirs',
    description: 'Orphans, wrong link counts, accounts without passwd entry, names that do not belong there.',
    options: [{ name: 'fix', description: 'mend what can be mended without harm (root)' }, JSON_FORM],
    examples: [['mapexec lease verify --fix', 'find and mend']],
    exit: '0 when nothing is wrong, or all was mended; else 1.',
  },
  {
    name: 'log show',
    who: 'administrator',
    summary: 'search the audit log',
    description: 'Rotated files are searched, too.',
    options: [
      ...TIMES,
      ...IDENTITIES,
      ...RESULTS,
      {
        name: 'event',
        value: 'EVENT',
        choices: ['launch', 'refusal', 'explain', 'release'],
        description: 'only these lines',
      },
      { name: 'file', value: 'FILE', description: 'another file than that of the configuration' },
      limit('200'),
      JSON_FORM,
    ],
    examples: [['mapexec log show --from 1d --reason pool-full', 'who found the pool full since yesterday']],
  },
  {
    name: 'log follow',
    who: 'administrator',
    summary: 'show the audit log as it grows',
    options: [
      ...IDENTITIES,
      ...RESULTS,
      { name: 'file', value: 'FILE', description: 'another file than that of the configuration' },
      { name: 'json', description: 'print the lines as they are' },
    ],
    examples: [['mapexec log follow --code 201-204', 'refusals as they happen']],
  },
  {
    name: 'log verify',
    who: 'administrator',
    summary: 'check that no line of the audit log was taken out or altered',
    description:
      'Each line carries the hash of the one before it. Lines that were taken off the end, and a chain that was written ' +
      'anew, show only against a hash that was noted elsewhere: --head.',
    options: [
      { name: 'head', value: 'HASH', description: 'this line must be there: the head of an earlier "log verify"' },
      { name: 'file', value: 'FILE', description: 'another file than that of the configuration' },
      JSON_FORM,
    ],
    examples: [['mapexec log verify', 'the log and its rotated files']],
    exit: '0 when nothing is missing or altered, else 1.',
  },
]
