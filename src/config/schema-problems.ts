/** What the generated validator found → what an administrator reads. */
import { sayPattern } from './forms'
import { pointerTo } from './locate'
import type { Report } from './problems'
import { configurationSchema } from './schema'
import type { JsonSchema } from './schema-language'
import type { SchemaError } from './schema-validator'

export function reportSchemaErrors(errors: readonly SchemaError[], report: Report): void {
  const judged = new Set<string>()
  for (const { instancePath, keyword, params } of errors) {
    const key = keyOf(instancePath)
    switch (keyword) {
      case 'additionalProperties': {
        const name = String(params['additionalProperty'])
        report.error(pointerTo(instancePath, name), `unknown key "${name}"`, suggest(name, instancePath))
        break
      }
      case 'required': {
        const missing = String(params['missingProperty'])
        report.error(instancePath, `"${missing}" is missing in ${key}`, `write ${missing} = …`)
        break
      }
      default:
        // A value of another type is also none of the listed ones: once is enough.
        if (judged.has(instancePath)) break
        judged.add(instancePath)
        report.error(instancePath, `${key} ${demandOf(keyword, params)}`)
    }
  }
}

/** Tables (first part of the pointer) that the schema refuses. */
export const tablesOf = (errors: readonly SchemaError[]): ReadonlySet<string> =>
  new Set(
    errors.map(({ instancePath, params }) => {
      const first = instancePath.split('/')[1]
      return first ?? String(params['missingProperty'] ?? params['additionalProperty'])
    }),
  )

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'a string in quotes',
  boolean: 'true or false',
  integer: 'a whole number',
  array: 'a list in brackets',
  object: 'a table',
}

function demandOf(keyword: string, params: Readonly<Record<string, unknown>>): string {
  switch (keyword) {
    case 'type': {
      const types = Array.isArray(params['type']) ? params['type'] : [params['type']]
      return `must be ${types.map((type) => TYPE_WORDS[String(type)] ?? String(type)).join(' or ')}`
    }
    case 'enum':
      return `must be ${quotedList(params['allowedValues'])}`
    case 'pattern':
      return `must be ${sayPattern(String(params['pattern']))}`
    case 'minimum':
      return `must be at least ${String(params['limit'])}`
    case 'maximum':
      return `must be at most ${String(params['limit'])}`
    case 'minItems':
      return 'must not be empty'
    case 'uniqueItems':
      return 'names the same value twice'
    default:
      return `is not valid (${keyword})`
  }
}

const quotedList = (values: unknown): string =>
  Array.isArray(values) ? `one of ${values.map((value) => `"${String(value)}"`).join(', ')}` : 'another value'

/** `/caller/0/users/1` → `[[caller]] users`, `/authenticate/x509/voms` → `[authenticate.x509] voms`: as the file spells it. */
function keyOf(pointer: string): string {
  const isIndex = (part: string | undefined): boolean => part !== undefined && /^\d+$/.test(part)
  const parts = pointer.split('/').slice(1)
  const table = (path: readonly string[]): string => {
    const name = path.filter((part) => !isIndex(part)).join('.')
    return isIndex(path.at(-1)) ? `[[${name}]]` : `[${name}]`
  }
  if (parts.length === 0) return 'the file'
  if (parts.length === 1 || (parts.length === 2 && isIndex(parts[1]))) return table(parts)
  const end = isIndex(parts.at(-1)) ? parts.length - 2 : parts.length - 1
  return `${table(parts.slice(0, end))} ${parts[end] ?? ''}`
}

function suggest(name: string, pointer: string): string {
  const known = Object.keys(propertiesAt(pointer))
  const wanted = name.toLowerCase().replaceAll('-', '_')
  const near = known
    .map((key) => ({ key, distance: editDistance(wanted, key) }))
    .filter(({ key, distance }) => distance <= Math.max(1, Math.floor(key.length / 3)))
    .toSorted((a, b) => a.distance - b.distance)[0]
  if (near !== undefined) return `did you mean "${near.key}"?`
  return known.length === 0 ? 'take it out' : `known here: ${known.join(', ')}`
}

const isSchema = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null

/** The `properties` of the schema that judges the value at the pointer. */
function propertiesAt(pointer: string): JsonSchema {
  let schema: JsonSchema = configurationSchema()
  for (const part of pointer.split('/').slice(1)) {
    const properties = schema['properties']
    const next = schema['type'] === 'array' ? schema['items'] : isSchema(properties) ? properties[part] : undefined
    if (!isSchema(next)) return {}
    schema = next
  }
  return isSchema(schema['properties']) ? schema['properties'] : {}
}

/** Levenshtein's. Both are short: the longest key of the schema has some twenty letters. */
function editDistance(a: string, b: string): number {
  if (a.length > 64) return a.length
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
