/**
 * C functions of the program that runs, through koffi: its C library, and the OpenSSL inside Node. The system's
 * libcrypto.so.3 MUST NOT be loaded beside it: Node 22 and 24 crash, two OpenSSLs share symbols.
 */

/** An address in the memory of a library; never null. */
export type Pointer = bigint

/** C types of arguments and results: in C, and what they are here. `ref` is a pointer that is never null. */
const C = {
  void: 'void',
  int: 'int',
  long: 'long',
  uint: 'uint32_t',
  ulong: 'unsigned long',
  time: 'int64_t',
  size: 'size_t',
  ssize: 'intptr_t',
  ptr: 'void *',
  ref: 'void *',
  in: 'const uint8_t *',
  out: '_Out_ uint8_t *',
  /** Read, written, or both, in its place. */
  place: 'void *',
  'int*': '_Out_ int *',
  'size*': '_Inout_ size_t *',
  'long*': '_Out_ long *',
  'cursor*': '_Inout_ void **',
  'place*': '_Out_ void **',
  text: 'const char *',
} as const
type CType = keyof typeof C

interface TypeOf {
  void: undefined
  int: number
  long: number
  uint: number
  ulong: number
  time: number
  size: number
  ssize: number
  ptr: Pointer | null
  ref: Pointer
  in: Uint8Array
  out: Uint8Array
  place: NodeJS.ArrayBufferView
  'int*': [number]
  'size*': [number]
  'long*': [number]
  'cursor*': [Pointer]
  'place*': [Pointer | null] | null
  text: string
}

/** Result first, then arguments. */
type Prototype = readonly [CType, ...CType[]]
type Arguments<List> = List extends readonly [CType, ...infer Rest]
  ? { [Index in keyof Rest]: Rest[Index] extends CType ? TypeOf[Rest[Index]] : never }
  : never
type Functions<List extends Readonly<Record<string, Prototype>>> = {
  readonly [Name in keyof List]: (...args: Arguments<List[Name]>) => TypeOf[List[Name][0]]
}

let loaded: typeof import('koffi') | undefined

/** With the first call: it costs 4 ms, and a launch that is refused before makes none. */
function koffi(): typeof import('koffi') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- `import()` is asynchronous
  loaded ??= require('koffi') as typeof import('koffi')
  return loaded
}

/** Each function is bound when it is first named, and throws then where the program has none such. */
export function foreign<const List extends Readonly<Record<string, Prototype>>>(prototypes: List): Functions<List> {
  // Without a prototype V8 keeps it as a table: each property more would otherwise be a shape more, 3 ms in all.
  const functions: object = Object.create(null) as object
  for (const name in prototypes) {
    // Who has many uses few of them, and koffi parses a prototype in 10 µs.
    const bind = (): unknown => {
      const [result, ...args] = prototypes[name] as Prototype
      const declaration = `${C[result]} ${name}(${args.map((type) => C[type]).join(', ')})`
      const value: unknown = koffi().load(null).func(declaration)
      Object.defineProperty(functions, name, { value })
      return value
    }
    Object.defineProperty(functions, name, { get: bind, configurable: true })
  }
  return functions as Functions<List>
}

/** Of the call that was made last. */
export const errno = (): number => koffi().errno()
