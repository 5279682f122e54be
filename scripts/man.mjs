/**
 * Makes man/*: mapexec(1) and mapexec-admin(8) from the command table, mapexec.toml(5) from the configuration schema,
 * mapexec-records(5) from the schemas in docs/schemas. `node scripts/man.mjs` writes what has changed; `--check` writes
 * nothing and ends with 1 where something would.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
const TABLES = `
export { COMMANDS, GROUPS } from './src/cli/commands'
export { REASONS, exitCodeOfReason, isRetryable } from './src/core/reasons'
export { configurationSchema } from './src/config/schema'
export { sayPattern } from './src/config/forms'
`

/** File name → text. */
export async function manualPages() {
  const tables = await load()
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const page = (name, section, summary, ...parts) =>
    `${[`.TH ${name.toUpperCase()} ${section} "" "mapexec ${version}" "mapexec"`, section_('NAME', `${esc(name)} \\- ${esc(summary)}`), ...parts].join('\n')}\n`
  return new Map([
    ['mapexec.1', page('mapexec', 1, 'run a command as the account that a credential maps to', ...userPage(tables))],
    ['mapexec-admin.8', page('mapexec-admin', 8, 'see, audit and mend mapexec', ...adminPage(tables))],
    ['mapexec.toml.5', page('mapexec.toml', 5, 'configuration of mapexec', ...configurationPage(tables))],
    ['mapexec-records.5', page('mapexec-records', 5, 'records and audit log of mapexec', ...recordsPage())],
  ])
}

async function load() {
  const directory = mkdtempSync(join(tmpdir(), 'mapexec-man-'))
  try {
    const outfile = join(directory, 'tables.mjs')
    const stdin = { contents: TABLES, resolveDir: ROOT, loader: 'ts' }
    await build({ stdin, outfile, bundle: true, format: 'esm', platform: 'node', logLevel: 'warning' })
    return await import(pathToFileURL(outfile).href)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

// roff(7): a backslash is \e, a hyphen that can be copied is \-, and a line must not begin with a dot or a quote; troff reads bytes.
const esc = (text) =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^([.'])/gm, '\\&$1')
    .replace(/[\u0080-\uffff]/g, (char) => `\\[u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`)
const bold = (text) => `\\fB${esc(text)}\\fR`
const italic = (text) => `\\fI${esc(text)}\\fR`
const section_ = (title, ...body) => [`.SH ${title}`, ...body].join('\n')
const item = (head, ...body) => ['.TP', head, ...body].join('\n')
const paragraph = (text) => `.PP\n${esc(text)}`
const example = (lines) => ['.PP', '.nf', '.RS', ...lines.map(esc), '.RE', '.fi'].join('\n')

const optionHead = ({ name, short, value }) =>
  `${short === undefined ? '' : `${bold(`-${short}`)}, `}${bold(`--${name}`)}${value === undefined ? '' : ` ${italic(value)}`}`

const optionText = ({ description, choices, default: preset, multiple }) =>
  [
    description,
    choices === undefined ? '' : `One of ${choices.join(', ')}.`,
    preset === undefined ? '' : `Default: ${preset}.`,
    multiple ? 'May be given more than once.' : '',
  ]
    .filter((part) => part !== '')
    .join('. ')
    .replaceAll('..', '.')

const argumentText = ({ name, optional, variadic }) => {
  const text = `${italic(name)}${variadic ? ' ...' : ''}`
  return optional ? `[${text}]` : text
}

const synopsis = ({ name, options = [], arguments: words = [] }) =>
  [
    '.PP',
    [bold(`mapexec ${name}`), ...(options.length > 0 ? ['[\\fIoptions\\fR]'] : []), ...words.map(argumentText)].join(
      ' ',
    ),
  ].join('\n')

function commandSection(command) {
  const { name, summary, description, options = [], arguments: words = [], examples, exit } = command
  return [
    `.SS "mapexec ${name}"`,
    synopsis(command),
    paragraph(
      `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.${description === undefined ? '' : ` ${description}`}`,
    ),
    ...words.map((word) => item(italic(word.name), esc(word.description))),
    ...options.map((option) => item(optionHead(option), esc(optionText(option)))),
    ...(exit === undefined ? [] : [paragraph(`Exit status: ${exit}`)]),
    ...examples.flatMap(([line, meaning]) => [paragraph(`${meaning}:`), example([line])]),
  ].join('\n')
}

function userPage({ COMMANDS, REASONS, exitCodeOfReason, isRetryable }) {
  const commands = COMMANDS.filter(({ who }) => who === 'caller')
  return [
    section_('SYNOPSIS', ...commands.map(synopsis)),
    section_(
      'DESCRIPTION',
      paragraph(
        'Runs a command as the local account that a presented grid or CI credential maps to. Who may ask, which credentials ' +
          'count and which accounts they map to is decided by the administrator (mapexec.toml(5)).',
      ),
    ),
    section_('COMMANDS', ...commands.map(commandSection)),
    section_(
      'EXIT STATUS',
      item(bold('201'), "The caller's turn: the credential, the command or the request."),
      item(bold('202'), "The administrator's turn: configuration or system."),
      item(bold('203'), 'Not permitted.'),
      item(bold('204'), 'The command itself ended with 201\\-204; the record has the real status.'),
      item('anything else', "The command's own status, or 128 + the number of the signal that ended it."),
    ),
    section_(
      'REASONS',
      paragraph('A refusal is one line: code, reason, message and a reference for the administrator.'),
      ...Object.keys(REASONS).map((reason) =>
        item(bold(reason), `${exitCodeOfReason(reason)}${isRetryable(reason) ? ', a retry may help' : ''}`),
      ),
    ),
    section_('SEE ALSO', '.BR mapexec\\-admin (8),', '.BR mapexec.toml (5),', '.BR mapexec\\-records (5)'),
  ]
}

function adminPage({ COMMANDS, GROUPS }) {
  const commands = COMMANDS.filter(({ who }) => who !== 'caller')
  return [
    section_('SYNOPSIS', ...commands.map(synopsis)),
    section_(
      'DESCRIPTION',
      ...Object.entries(GROUPS).map(([name, about]) => item(bold(`mapexec ${name}`), esc(`${about}.`))),
      paragraph(
        'Tables are for people and have colour on a terminal only (NO_COLOR is honoured); --json is for programs and stable: ' +
          'under one "format" number fields are added, never changed or removed. Who is not root sees what the modes of ' +
          'records, log and gridmapdir let him see, and can change nothing.',
      ),
    ),
    section_('COMMANDS', ...commands.map(commandSection)),
    section_(
      'CLEANING',
      paragraph(
        'The program of [[pool]] clean is started as root with three arguments, account, uid and home directory, and with ' +
          'MAPEXEC_POOL and MAPEXEC_IDENTITY in its environment. Nothing of the account runs then, and nothing can be ' +
          'launched as it. Status 0 says that the account is clean; with any other it is held back for nobody. An example ' +
          'that empties the home directory and removes temporary files, crontab and IPC objects is shipped as clean-account.',
      ),
    ),
    section_('SEE ALSO', '.BR mapexec (1),', '.BR mapexec.toml (5),', '.BR mapexec\\-records (5)'),
  ]
}

function configurationPage({ configurationSchema, sayPattern }) {
  const schema = configurationSchema()
  const tables = Object.entries(schema.properties)
  return [
    section_(
      'DESCRIPTION',
      paragraph(
        '/etc/mapexec/mapexec.toml, in TOML 1.0. It belongs to root and is writable by nobody else, like every directory ' +
          'above it. Unknown keys are refused. After a change run "mapexec check", and "mapexec install" where it says so.',
      ),
    ),
    ...tables.map(([name, table]) => tableSection(name, table, sayPattern)),
    section_('SEE ALSO', '.BR mapexec (1),', '.BR mapexec\\-admin (8)'),
  ]
}

function tableSection(name, table, sayPattern) {
  const list = table.type === 'array'
  const title = list ? `[[${name}]]` : `[${name}]`
  const shape = list ? table.items : table
  const plain = Object.entries(shape.properties ?? {}).filter(([, value]) => !isTable(value))
  const inner = Object.entries(shape.properties ?? {}).filter(([, value]) => isTable(value))
  return [
    section_(esc(title), paragraph(shape.description ?? table.description ?? '')),
    ...plain.map(([key, value]) => item(bold(key), esc(keyText(key, value, shape, sayPattern)))),
    ...inner.map(([key, value]) => tableSection(`${name}.${key}`, value, sayPattern)),
  ].join('\n')
}

const isTable = (value) =>
  (value.type === 'object' && value.properties !== undefined) ||
  (value.type === 'array' && value.items?.properties !== undefined)

function keyText(key, value, table, sayPattern) {
  const words = [value.description ?? '', `Takes ${formText(value, sayPattern)}.`]
  if ((table.required ?? []).includes(key)) words.push('Must be set.')
  else if (value.default !== undefined) words.push(`Default: ${JSON.stringify(value.default)}.`)
  return words.filter((word) => word !== '').join(' ')
}

function formText(value, sayPattern) {
  const among = value.enum ?? value.items?.enum
  const pattern = value.pattern ?? value.items?.pattern
  const list = value.type === 'array' ? 'a list of: ' : ''
  if (among !== undefined) return `${list}${among.map((word) => JSON.stringify(word)).join(', ')}`
  if (pattern !== undefined) return `${list}${sayPattern(pattern)}`
  if (value.type === 'integer') return `a number from ${value.minimum} to ${value.maximum}`
  if (value.type === 'boolean') return 'true or false'
  if (value.type === 'object') return 'a table'
  return list === '' ? 'a value' : 'a list'
}

const schemaOf = (name) => JSON.parse(readFileSync(join(ROOT, 'docs/schemas', `${name}.json`), 'utf8'))

function recordsPage() {
  return [
    section_(
      'DESCRIPTION',
      paragraph(
        'Each launch has a file REF.jsonl in /run/mapexec ([record] directory): the first line is written before the payload ' +
          'starts, the second by the helper when it has ended. A record without a second line whose helper is gone (process id ' +
          'and start time) is lost. Ended records are marked in ended/ and moved to history/ with the next decision. All times ' +
          'are seconds since 1970 UTC. No line holds a secret or a control character.',
      ),
    ),
    ...[
      ['FIRST LINE', 'record-start'],
      ['SECOND LINE', 'record-end'],
      ['AUDIT LOG', 'audit-line'],
    ].map(([title, name]) => fieldsSection(title, schemaOf(name))),
    section_('SEE ALSO', '.BR mapexec (1),', '.BR mapexec\\-admin (8)'),
  ]
}

function fieldsSection(title, schema) {
  const fields = (properties, prefix) =>
    Object.entries(properties).flatMap(([key, value]) => [
      item(bold(`${prefix}${key}`), esc(value.description ?? '')),
      ...(value.properties === undefined ? [] : fields(value.properties, `${prefix}${key}.`)),
    ])
  return section_(title, paragraph(schema.description), ...fields(schema.properties, ''))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const current = (name) => {
    try {
      return readFileSync(join(ROOT, 'man', name), 'utf8')
    } catch {
      return undefined
    }
  }
  const stale = [...(await manualPages())].filter(([name, text]) => current(name) !== text)
  if (process.argv.includes('--check')) {
    for (const [name] of stale) console.error(`man/${name} is not what the tables say; run: node scripts/man.mjs`)
    process.exitCode = stale.length > 0 ? 1 : 0
  } else for (const [name, text] of stale) writeFileSync(join(ROOT, 'man', name), text)
}
