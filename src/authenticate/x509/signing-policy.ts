/**
 * Which subjects a CA may sign for: `<hash>.signing_policy` (Globus's EACL) and `<hash>.namespaces` (EUGridPMA,
 * namespaces format 0.1), as the IGTF distributes them. libcrypto never reads them. Text in, rules out.
 */
import { LaunchError } from '../../core/errors'

export interface NamespaceRule {
  /** One line; undefined: the CA whose hash the file is named by (SELF). */
  readonly issuer: string | undefined
  readonly permit: boolean
  readonly matches: (subject: string) => boolean
  readonly line: number
}

/**
 * `.signing_policy`: blocks of
 *
 *     access_id_CA   X509    '/C=CH/O=CERN/CN=CERN Root CA'
 *     pos_rights     globus  CA:sign
 *     cond_subjects  globus  '"/DC=ch/DC=cern/*" "/C=CH/O=CERN/CN=x"'
 *
 * `*` stands for any characters, `?` for one; names are compared case-sensitively. A block that has no condition grants
 * nothing; negative rights refuse. Errors: `signing-policy-syntax` for anything that is not understood.
 */
export function parseSigningPolicy(text: string, file: string): readonly NamespaceRule[] {
  const rules: NamespaceRule[] = []
  let issuer: string | undefined
  let permit: boolean | undefined
  for (const [index, raw] of text.split('\n').entries()) {
    const line = index + 1
    const content = raw.trim()
    if (content === '' || content.startsWith('#')) continue
    const [, keyword = '', authority = '', value = ''] = /^(\S+)\s+(\S+)\s+(.+)$/.exec(content) ?? []
    switch (`${keyword} ${authority}`) {
      case 'access_id_CA X509':
        issuer = unquote(value, "'")
        permit = undefined
        if (issuer === '') throw syntax(file, line, 'empty name of the CA')
        break
      case 'pos_rights globus':
      case 'neg_rights globus':
        if (issuer === undefined || value !== 'CA:sign')
          throw syntax(file, line, 'expected CA:sign behind access_id_CA')
        permit = keyword === 'pos_rights'
        break
      case 'cond_subjects globus':
        if (issuer === undefined || permit === undefined) throw syntax(file, line, 'conditions without rights')
        for (const pattern of splitPatterns(unquote(value, "'"), file, line)) {
          rules.push({ issuer, permit, matches: compileGlob(pattern), line })
        }
        break
      default:
        throw syntax(file, line, `not understood: ${JSON.stringify(content.slice(0, 80))}`)
    }
  }
  return rules
}

/**
 * `.namespaces`: statements
 *
 *     TO Issuer ("DN" | SELF) (PERMIT | DENY) Subject "regular expression"
 *
 * Keywords in any case; `\` at the end of a line continues it; `#` begins a comment outside of quotes. The expression must
 * match the whole subject. Errors: `signing-policy-syntax`.
 */
export function parseNamespaces(text: string, file: string): readonly NamespaceRule[] {
  const rules: NamespaceRule[] = []
  let pending = ''
  for (const [index, raw] of text.split('\n').entries()) {
    const line = index + 1
    const version = /^#NAMESPACES-VERSION:\s*(\S+)/.exec(raw)
    if (version !== null && version[1] !== '1.0') throw syntax(file, line, `version ${version[1] ?? ''}`)
    const content = stripComment(raw).trimEnd()
    if (content.endsWith('\\')) {
      pending += content.slice(0, -1) + ' '
      continue
    }
    const statement = (pending + content).trim()
    pending = ''
    if (statement === '') continue
    const parts =
      /^TO\s+Issuer\s+(?:"((?:[^"\\]|\\.)*)"|(SELF))\s+(PERMIT|DENY)\s+Subject\s+"((?:[^"\\]|\\.)*)"$/i.exec(statement)
    if (parts === null) throw syntax(file, line, `not understood: ${JSON.stringify(statement.slice(0, 80))}`)
    rules.push({
      issuer: parts[1],
      permit: parts[3]?.toUpperCase() === 'PERMIT',
      matches: compileExpression(parts[4] ?? '', file, line),
      line,
    })
  }
  if (pending !== '') throw syntax(file, text.split('\n').length, 'the last statement does not end')
  return rules
}

/**
 * What the rules say about one subject: any denial that matches refuses, else any permission that matches permits.
 * `undefined`: no rule is about this issuer. Names come in all their spellings.
 */
export function judgeSubject(
  rules: readonly NamespaceRule[],
  issuer: readonly string[],
  subject: readonly string[],
): { readonly permitted: boolean; readonly line: number | undefined } | undefined {
  const own = rules.filter((rule) => rule.issuer === undefined || issuer.includes(rule.issuer))
  if (own.length === 0) return undefined
  const matching = own.filter((rule) => subject.some((spelling) => rule.matches(spelling)))
  const denial = matching.find((rule) => !rule.permit)
  if (denial !== undefined) return { permitted: false, line: denial.line }
  const permission = matching[0]
  return { permitted: permission !== undefined, line: permission?.line }
}

function unquote(value: string, quote: string): string {
  const text = value.trim()
  return text.length >= 2 && text.startsWith(quote) && text.endsWith(quote) ? text.slice(1, -1) : text
}

/** `"a" "b c"`, or one name without quotes. */
function splitPatterns(value: string, file: string, line: number): readonly string[] {
  const text = value.trim()
  if (text !== '' && !text.includes('"')) return [text]
  const patterns = [...text.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '')
  if (patterns.length === 0 || patterns.includes('') || text.replace(/"[^"]*"/g, '').trim() !== '') {
    throw syntax(file, line, 'malformed list of subjects')
  }
  return patterns
}

/** `*` and `?` without regular expressions: no pattern of a file can make the match slow. */
function compileGlob(pattern: string): (subject: string) => boolean {
  return (subject) => {
    let at = 0
    let from = 0
    let star = -1
    let mark = 0
    while (from < subject.length) {
      if (pattern[at] === '*') {
        star = at++
        mark = from
      } else if (pattern[at] === '?' || pattern[at] === subject[from]) {
        at++
        from++
      } else if (star !== -1) {
        at = star + 1
        from = ++mark
      } else {
        return false
      }
    }
    while (pattern[at] === '*') at++
    return at === pattern.length
  }
}

function compileExpression(source: string, file: string, line: number): (subject: string) => boolean {
  try {
    // `\"` and `\/` are spellings of the plain characters, not of the expression.
    const expression = new RegExp(`^(?:${source})$`)
    return (subject) => expression.test(subject)
  } catch {
    throw syntax(file, line, 'malformed regular expression')
  }
}

function stripComment(line: string): string {
  let quoted = false
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '\\') at++
    else if (line[at] === '"') quoted = !quoted
    else if (line[at] === '#' && !quoted) return line.slice(0, at)
  }
  return line
}

const syntax = (file: string, line: number, detail: string): LaunchError =>
  new LaunchError('signing-policy-syntax', 'the signing policy of a certificate authority is malformed', {
    detail,
    place: { file, line },
  })
