// Prints src/rehearsal/fixture.ts: a VOMS proxy of the sandbox's CA without its key, and what is needed to verify it.
//
//   scripts/sandbox node scripts/rehearsal-fixture.mjs > src/rehearsal/fixture.ts
import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'

const trust = '/etc/grid-security'
const first = (ending) => readdirSync(`${trust}/certificates`).find((name) => name.endsWith(ending))
const pem = (text, label) =>
  text.match(new RegExp(`-----BEGIN ${label}-----[^-]*-----END ${label}-----\n`, 'g')).join('')
const proxy = process.env.SANDBOX_PROXY
const vomsDirectory = readdirSync(`${trust}/vomsdir/testvo`)
const start = execFileSync('openssl', ['x509', '-in', proxy, '-noout', '-startdate'], { encoding: 'utf8' })
const facts = {
  time: Math.floor(Date.parse(start.replace('notBefore=', '')) / 1000) + 600,
  subject: '/DC=org/DC=mapexec/CN=alice',
  proxy: pem(readFileSync(proxy, 'utf8'), 'CERTIFICATE'),
  authority: pem(readFileSync(`${trust}/certificates/${first('.0')}`, 'utf8'), 'CERTIFICATE'),
  crl: pem(readFileSync(`${trust}/certificates/${first('.r0')}`, 'utf8'), 'X509 CRL'),
  signingPolicy: readFileSync(`${trust}/certificates/${first('.signing_policy')}`, 'utf8'),
  lsc: readFileSync(`${trust}/vomsdir/testvo/${vomsDirectory.find((name) => name.endsWith('.lsc'))}`, 'utf8'),
}
const text = (value) => (typeof value === 'number' ? String(value) : `\`${value.replace(/[\\`$]/g, '\\$&')}\``)
console.log(`/**
 * A VOMS proxy without its private key, and the CA that it was made with: for the rehearsal alone, trusted nowhere.
 * Made by scripts/rehearsal-fixture.mjs.
 */
export const FIXTURE = {
${Object.entries(facts)
  .map(([name, value]) => `  ${name}: ${text(value)},`)
  .join('\n')}
} as const`)
