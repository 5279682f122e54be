/** The name space of each CA of a path: what `.signing_policy` and `.namespaces` allow it to sign. */
import { LaunchError } from '../../core/errors'
import type { Certificate } from './certificate'
import { oneLine, spellingsOf } from './name'
import { judgeSubject } from './signing-policy'
import type { TrustDirectory } from './trust'

/**
 * Whether every CA of a verified path may sign the certificate below it. `path` begins with the end-entity certificate
 * and ends with the root. Returns one line per file for the trace.
 * Errors: `signing-policy-missing`, `signing-policy-violation`, `signing-policy-syntax`.
 */
export function checkSigningPolicies(
  path: readonly Certificate[],
  trust: TrustDirectory,
  isRequired: boolean,
): readonly string[] {
  const lines: string[] = []
  for (const [index, authority] of path.slice(1).entries()) {
    const subject = path[index]
    if (subject === undefined) continue
    const policies = trust.policiesOf(authority)
    if (policies.length === 0) {
      if (!isRequired) {
        lines.push(`none for ${oneLine(authority.subject)}`)
        continue
      }
      throw new LaunchError('signing-policy-missing', 'the certificate authority has no signing policy here', {
        detail: `no .signing_policy and no .namespaces for ${oneLine(authority.subject)} in ${trust.path}`,
      })
    }
    for (const { file, rules } of policies) {
      const verdict = judgeSubject(rules, spellingsOf(authority.subject), spellingsOf(subject.subject))
      if (verdict?.permitted !== true) {
        throw new LaunchError(
          'signing-policy-violation',
          'the certificate authority may not sign for this name here; ask the site about your certificate',
          {
            detail: `${oneLine(authority.subject)} for ${oneLine(subject.subject)}`,
            place: { file, ...lineOf(verdict) },
          },
        )
      }
      lines.push(`${file}:${verdict.line ?? 0}`)
    }
  }
  return lines
}

const lineOf = (verdict: ReturnType<typeof judgeSubject>): { line?: number } =>
  verdict?.line === undefined ? {} : { line: verdict.line }
