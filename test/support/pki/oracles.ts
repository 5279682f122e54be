/**
 * Other judges of the same proxy file: openssl(1) and LCMAPS's verify-proxy-tool(1). A test says where and why our answer
 * differs from theirs; a difference that nobody stated, and a stated one that does not exist, both fail.
 */
import { chmodSync, writeFileSync } from 'node:fs'
import type { Reason } from '../../../src/core/reasons'
import { authenticateText, type Circumstances } from './attempt'
import { isInstalled, judge, type Forge } from './forge'
import { reasonOfAsync } from '../reason'

export type Oracle = 'openssl' | 'lcmaps'

export interface Case {
  readonly title: string
  /** The proxy file. */
  readonly make: (forge: Forge) => string
  /** undefined: accepted. */
  readonly reason: Reason | undefined
  readonly circumstances?: (forge: Forge) => Circumstances
  /** Oracle → why it answers otherwise than we do. */
  readonly differs?: Partial<Record<Oracle, string>>
}

/** What the tools are for `openssl verify`, what is missing here, or undefined. */
export const missingTools = (): string | undefined => {
  const missing = ['openssl', 'grid-proxy-init', 'voms-proxy-fake', 'verify-proxy-tool'].filter(
    (name) => !isInstalled(name),
  )
  return missing.length === 0
    ? undefined
    : `${missing.join(', ')} not installed (openssl globus-proxy-utils voms-clients lcmaps-plugins-verify-proxy)`
}

/** CERTIFICATE blocks of a text. */
const certificatesOf = (text: string): readonly string[] =>
  text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----\n/g) ?? []

const judges: Readonly<Record<Oracle, (forge: Forge, text: string, caDirectory: string) => boolean>> = {
  openssl(forge, text, caDirectory) {
    const [leaf = '', ...rest] = certificatesOf(text)
    writeFileSync(forge.path('leaf.pem'), leaf)
    writeFileSync(forge.path('rest.pem'), rest.join('') + '\n')
    const flags = ['-allow_proxy_certs', '-crl_check', '-crl_check_all', '-no-CAfile', '-no-CAstore']
    const untrusted = rest.length === 0 ? [] : ['-untrusted', forge.path('rest.pem')]
    return judge('openssl', ['verify', ...flags, '-CApath', caDirectory, ...untrusted, forge.path('leaf.pem')])
  },
  lcmaps(forge, text, caDirectory) {
    writeFileSync(forge.path('file.pem'), text)
    chmodSync(forge.path('file.pem'), 0o600)
    return judge('verify-proxy-tool', ['-q', forge.path('file.pem')], { X509_CERT_DIR: caDirectory })
  },
}

/** Our reason, and a line for every oracle whose answer was not the one that was expected. */
export async function judgeCase(
  forge: Forge,
  testCase: Case,
): Promise<{ readonly reason: Reason | undefined; readonly surprises: readonly string[] }> {
  const text = testCase.make(forge)
  const circumstances = testCase.circumstances?.(forge) ?? {}
  const reason = await reasonOfAsync(() => authenticateText(forge.dir, text, circumstances))
  const caDirectory = circumstances.x509?.caDirectory ?? `${forge.dir}/certificates`
  const surprises = (Object.keys(judges) as Oracle[]).flatMap((oracle) => {
    const differs = judges[oracle](forge, text, caDirectory) !== (reason === undefined)
    const stated = testCase.differs?.[oracle]
    if (differs === (stated !== undefined)) return []
    return [
      differs ? `${oracle} disagrees, and no reason is stated` : `${oracle} agrees, although stated: ${stated ?? ''}`,
    ]
  })
  return { reason, surprises }
}
