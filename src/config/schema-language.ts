/**
 * A few words in which src/config/schema.ts says both the JSON Schema and the TypeScript type of a configuration,
 * so that the two cannot drift apart. Nothing of this is needed at run time but for explaining a mistake.
 */
import { FORMS, type Form } from './forms'

export type JsonSchema = Readonly<Record<string, unknown>>

/** A schema whose accepted values, defaults filled in, have the type `T`. */
export interface Node<T> {
  readonly json: JsonSchema
  /** The key must be written. */
  readonly required: boolean
  /** Never there: carries the type only. */
  readonly type?: T
}

/** The TypeScript type of what a node accepts. */
export type Static<N> = N extends Node<infer T> ? T : never

type Keys = Readonly<Record<string, Node<unknown>>>
type Table<K extends Keys> = { readonly [Name in keyof K]: Static<K[Name]> }

const node = <T>(json: JsonSchema): Node<T> => ({ json, required: true })

/** A string of the given form (src/config/forms.ts). */
export const text = (form: Form, description: string): Node<string> =>
  node({ type: 'string', pattern: FORMS[form].pattern, description })

export const choice = <const C extends readonly string[]>(values: C, description: string): Node<C[number]> =>
  node({ type: 'string', enum: values, description })

export const flag = (description: string): Node<boolean> => node({ type: 'boolean', description })

export const integer = (minimum: number, maximum: number, description: string): Node<number> =>
  node({ type: 'integer', minimum, maximum, description })

/** Strings of one form, each at most once. */
export const texts = (form: Form, description: string, minimum = 0): Node<readonly string[]> =>
  node({
    type: 'array',
    items: { type: 'string', pattern: FORMS[form].pattern },
    minItems: minimum,
    uniqueItems: true,
    description,
  })

export const choices = <const C extends readonly string[]>(
  values: C,
  description: string,
  minimum = 0,
): Node<readonly C[number][]> =>
  node({
    type: 'array',
    items: { type: 'string', enum: values },
    minItems: minimum,
    uniqueItems: true,
    description,
  })

/** A table with exactly these keys: an unknown one is a mistake. */
export function table<const K extends Keys>(keys: K, description: string): Node<Table<K>> {
  const entries = Object.entries(keys)
  return node({
    type: 'object',
    description,
    additionalProperties: false,
    properties: Object.fromEntries(entries.map(([name, key]) => [name, key.json])),
    required: entries.filter(([, key]) => key.required).map(([name]) => name),
  })
}

/** `[[name]]`, any number of times. */
export const tables = <T>(item: Node<T>, description: string): Node<readonly T[]> =>
  optionalWith(node<readonly T[]>({ type: 'array', items: item.json, description }), [])

/** Free names, each with a value of one kind. */
export const dictionary = <T>(names: Form, value: Node<T>, description: string): Node<Readonly<Record<string, T>>> =>
  node({
    type: 'object',
    description,
    additionalProperties: false,
    patternProperties: { [FORMS[names].pattern]: value.json },
  })

/** Either of two, told apart by their JSON type. */
export const either = <A, B>(one: Node<A>, other: Node<B>, description: string): Node<A | B> => {
  const types = [one.json['type'], other.json['type']]
  return node({ ...other.json, ...one.json, type: types, description })
}

/** Anything at all: the owner of the table judges it. */
export const free = (description: string): Node<Readonly<Record<string, unknown>>> =>
  node({ type: 'object', description })

/** May be left out; the generated validator then puts `value` in its place. */
export const optionalWith = <T>(of: Node<T>, value: NoInfer<T>): Node<T> => ({
  json: { ...of.json, default: value },
  required: false,
})

export const optional = <T>(of: Node<T>): Node<T | undefined> => ({ json: of.json, required: false })
