/** Types of schema-validator.js, which scripts/generate.mjs makes from src/config/schema.ts. */
import type { Configuration } from './schema'

export interface SchemaError {
  /** JSON pointer of the value. */
  readonly instancePath: string
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
}

/** Fills in defaults, in place. `errors` belongs to the last call. */
export declare const validateConfiguration: {
  (data: unknown): data is Configuration
  errors?: readonly SchemaError[] | null
}
