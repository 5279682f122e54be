import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { configurationSchema } from '../../src/config/schema'
import { validateConfiguration } from '../../src/config/schema-validator.js'
import type { JsonSchema } from '../../src/config/schema-language'

const ROOT = join(__dirname, '../..')

const isSchema = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null

/** Every key of every table: [path, schema]. */
function keysOf(schema: JsonSchema, path = ''): readonly (readonly [string, JsonSchema])[] {
  const properties = isSchema(schema['properties']) ? Object.entries(schema['properties']) : []
  const items = isSchema(schema['items']) ? keysOf(schema['items'], `${path}[]`) : []
  const own = properties.filter((entry): entry is [string, JsonSchema] => isSchema(entry[1]))
  return [
    ...own.flatMap(([name, key]) => [[`${path}.${name}`, key] as const, ...keysOf(key, `${path}.${name}`)]),
    ...items,
  ]
}

const KEYS = keysOf(configurationSchema())

describe('the schema', () => {
  test('has all tables of the design', () => {
    expect(Object.keys(configurationSchema()['properties'] ?? {}).toSorted()).toEqual([
      'authenticate',
      'authorize',
      'caller',
      'ci',
      'environment',
      'launch',
      'log',
      'map',
      'pool',
      'record',
      'service',
    ])
  })

  test.each(KEYS)('describes %s in a sentence', (_path, schema) => {
    expect(schema['description']).toMatch(/^\S.*\.$/s)
  })

  // [ci] is tested with the CI stages.
  const tables = KEYS.filter(([path, { type }]) => type === 'object' && !path.startsWith('.ci'))

  test.each(tables)('refuses unknown keys in %s', (_path, schema) => {
    expect(schema['additionalProperties']).toBe(false)
  })

  test('is what config/schema.json says', () => {
    expect(JSON.parse(readFileSync(join(ROOT, 'config/schema.json'), 'utf8'))).toEqual(configurationSchema())
  })
})

describe('the generated validator', () => {
  test('loads nothing', () => {
    const text = readFileSync(join(ROOT, 'src/config/schema-validator.js'), 'utf8')
    expect(text).not.toMatch(/\brequire\(|\bimport\b|\bFunction\(/)
  })

  test('fills in defaults that are accepted themselves', () => {
    const data = { service: { target_uids: ['1000'] } }
    expect(validateConfiguration(data)).toBe(true)
    expect(validateConfiguration(structuredClone(data))).toBe(true)
    expect(data).toMatchObject({ launch: { umask: '0022' }, caller: [], authenticate: { unix: false } })
  })

  test('never shares a default between two configurations', () => {
    const [one, other] = [{ service: { target_uids: ['1000'] } }, { service: { target_uids: ['1000'] } }].map(
      (data) => {
        validateConfiguration(data)
        return data as { readonly environment?: { readonly allow?: string[] } }
      },
    )
    one?.environment?.allow?.push('LD_PRELOAD')
    expect(other?.environment?.allow).not.toContain('LD_PRELOAD')
  })
})
