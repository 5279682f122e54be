/** `{claim}` templates: an account name made of what the credential says. */
import type { Identity } from '../core/stages'

/** Portable account names (POSIX XBD 3.437), not longer than useradd(8) makes them, and none that reads as a number. */
const ACCOUNT = /^(?![0-9]+$)[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}$/

export type Filled =
  | { readonly account: string }
  /** Why there is no account, for the trace. */
  | { readonly why: string }

/**
 * `{subject}`, `{vo}`, `{kind}` and every attribute of the identity by its name. A value that could not be part of an
 * account name, a missing one and a result that is no account name give no account; nothing is cut or replaced, since
 * two values must never meet in one account.
 */
export function fillTemplate(template: string, identity: Identity): Filled {
  let problem: string | undefined
  const account = template.replace(/\{([^{}]*)\}/g, (_all, name: string) => {
    const value = valueOf(name, identity)
    if (value === undefined || value === '') problem ??= `the credential has no "${name}"`
    else if (!/^[A-Za-z0-9_.-]+$/.test(value)) problem ??= `"${name}" cannot stand in an account name`
    return value ?? ''
  })
  if (problem !== undefined) return { why: problem }
  return ACCOUNT.test(account) ? { account } : { why: `"${account}" is no account name` }
}

function valueOf(name: string, identity: Identity): string | undefined {
  if (name === 'subject') return identity.subject
  if (name === 'vo') return identity.vo
  if (name === 'kind') return identity.kind
  return Object.hasOwn(identity.attributes, name) ? identity.attributes[name] : undefined
}
