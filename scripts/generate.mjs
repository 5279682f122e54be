/**
 * Makes what follows from src/config/schema.ts: the validator that the decider loads (ajv's standalone code, so that
 * ajv itself is never loaded at run time) and config/schema.json for editors.
 * `node scripts/generate.mjs` writes what has changed; `--check` writes nothing and ends with 1 where something would.
 */
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import Ajv from 'ajv'
import standaloneCode from 'ajv/dist/standalone/index.js'
import { build } from 'esbuild'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
const SCHEMA = join(ROOT, 'src/config/schema.ts')

/** Files to write: path → text. */
export async function generate() {
  const schema = await loadSchema()
  return new Map([
    [join(ROOT, 'src/config/schema-validator.js'), await validatorOf(schema)],
    [join(ROOT, 'config/schema.json'), `${JSON.stringify(schema, undefined, 2)}\n`],
  ])
}

async function loadSchema() {
  const directory = mkdtempSync(join(tmpdir(), 'mapexec-generate-'))
  try {
    const outfile = join(directory, 'schema.mjs')
    await build({ entryPoints: [SCHEMA], outfile, bundle: true, format: 'esm', platform: 'node', logLevel: 'warning' })
    const { configurationSchema } = await import(pathToFileURL(outfile).href)
    return configurationSchema()
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** One CommonJS file without any import: what ajv would require from its own runtime is bundled in. */
async function validatorOf(schema) {
  const ajv = new Ajv({
    allErrors: true,
    useDefaults: true,
    strict: true,
    messages: false,
    allowUnionTypes: true,
    code: { source: true, lines: true },
  })
  ajv.addSchema(withoutWords(schema))
  const contents = standaloneCode(ajv, { validateConfiguration: schema.$id })
  const result = await build({
    stdin: { contents, resolveDir: ROOT, sourcefile: 'validator.js' },
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    logLevel: 'warning',
  })
  return `// Made by scripts/generate.mjs from src/config/schema.ts.\n${result.outputFiles[0].text}`
}

/** Descriptions are for people; the validator is read on each launch. */
function withoutWords(value) {
  if (Array.isArray(value)) return value.map(withoutWords)
  if (typeof value !== 'object' || value === null) return value
  // A key of a table may itself be called "description": then it holds a schema.
  const parts = Object.entries(value).filter(([key, part]) => key !== 'description' || typeof part !== 'string')
  return Object.fromEntries(parts.map(([key, part]) => [key, withoutWords(part)]))
}

const current = (path) => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** Whole or not at all: another process may be reading. */
function replace(path, text) {
  const temporary = `${path}.${process.pid}`
  writeFileSync(temporary, text)
  renameSync(temporary, path)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const stale = [...(await generate())].filter(([path, text]) => current(path) !== text)
  if (process.argv.includes('--check')) {
    for (const [path] of stale)
      console.error(`${path} is not what src/config/schema.ts says; run: node scripts/generate.mjs`)
    process.exitCode = stale.length > 0 ? 1 : 0
  } else for (const [path, text] of stale) replace(path, text)
}
