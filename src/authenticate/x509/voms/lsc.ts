/** `.lsc` files: which chain of certificates may sign for a VO. One file per server, `vomsdir/<vo>/<host>.lsc`. Text in, names out. */

/** One alternative: names in one-line form, as they stand in the file. */
export type LscChain = readonly string[]

/** Subject and issuer of one certificate, each in all its spellings. */
export interface ChainLink {
  readonly subject: readonly string[]
  readonly issuer: readonly string[]
}

/**
 * Lines in order, alternatives separated by `------ NEXT CHAIN ------`; a name may stand in double quotes; empty lines and
 * lines that begin with `#` are ignored.
 */
export function parseLsc(text: string): readonly LscChain[] {
  const chains: string[][] = [[]]
  for (const raw of text.split('\n')) {
    const line = raw.trim()
    if (/^-+\s*NEXT CHAIN\s*-+$/.test(line)) chains.push([])
    else if (line !== '' && !line.startsWith('#')) chains.at(-1)?.push(line.replace(/^"(.*)"$/, '$1'))
  }
  return chains.filter((chain) => chain.length > 0)
}

/**
 * Whether the certificates of an AC (signer first) are one of the chains. Two layouts are in use: subject and issuer of each
 * certificate (libvomsapi; the file may go further up than the AC does), or each name once, from the server to the last
 * issuer (VOMS Java API). In both the first line names the signer and the second its issuer.
 */
export function matchesLsc(chains: readonly LscChain[], links: readonly ChainLink[]): boolean {
  if (links.length === 0) return false
  return chains.some((chain) => matchesPairs(chain, links) || matchesList(chain, links))
}

const matchesPairs = (chain: LscChain, links: readonly ChainLink[]): boolean =>
  chain.length >= 2 * links.length &&
  links.every(
    ({ subject, issuer }, index) =>
      subject.includes(chain[2 * index] ?? '') && issuer.includes(chain[2 * index + 1] ?? ''),
  )

const matchesList = (chain: LscChain, links: readonly ChainLink[]): boolean =>
  chain.length === links.length + 1 &&
  links.every(
    ({ subject, issuer }, index) => subject.includes(chain[index] ?? '') && issuer.includes(chain[index + 1] ?? ''),
  )
