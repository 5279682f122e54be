import { explanationOf, explanationText } from '../../src/admin/explain'
import { mint, type Decision, type LaunchOrder, type Recorded } from '../../src/core/stages'
import { sampleIdentity, sampleJob, sampleRequest, sampleTarget } from '../support/samples'

function seen() {
  const request = sampleRequest()
  request.trace.add({
    step: 'authorize',
    check: 'ban list of DNs',
    outcome: 'pass',
    found: '12 entries',
    place: { file: '/etc/ban', line: 3 },
  })
  request.trace.add({ step: 'authenticate', check: 'proxy', outcome: 'pass', found: 'rfc', callerSees: true })
  const target = sampleTarget()
  return { request, witness: { identity: sampleIdentity(), target, job: sampleJob({ target }) } }
}
const allowed: Decision = mint<LaunchOrder>({ recorded: mint<Recorded>({ job: sampleJob(), recordPath: '/x' }) })
const banned: Decision = {
  refused: true,
  reason: 'banned-subject',
  message: 'this subject is banned',
  detail: '/etc/ban:3',
  place: { file: '/etc/ban', line: 3 },
}

describe('an explanation', () => {
  test('shows root the place of every rule, and the caller only what is its own', () => {
    const { request, witness } = seen()
    expect(JSON.stringify(explanationOf(allowed, request, witness, 'root'))).toContain('/etc/ban:3')
    const forCaller = JSON.stringify(explanationOf(allowed, request, witness, 'caller'))
    expect([forCaller.includes('/etc/ban'), forCaller.includes('12 entries'), forCaller.includes('rfc')]).toEqual([
      false,
      false,
      true,
    ])
    expect(forCaller).not.toContain('/etc/mapexec/grid-mapfile')
  })

  test('of a refusal keeps its detail from the caller', () => {
    const { request, witness } = seen()
    const [root, caller] = (['root', 'caller'] as const).map((audience) =>
      explanationOf(banned, request, witness, audience),
    )
    expect([root?.message.includes('/etc/ban:3'), caller?.message]).toEqual([true, 'this subject is banned'])
    expect(caller).toMatchObject({ code: 203, reason: 'banned-subject', retryable: false })
  })

  test('names account, lease, directory and environment', () => {
    const { request, witness } = seen()
    const text = explanationText(explanationOf(allowed, request, witness, 'root'))
    for (const part of [
      'account: pool001 (uid 61001, gid 61000',
      'rule: grid-mapfile',
      'directory: /home/pilot, umask 0077',
      '+   HOME',
      'verdict: the command would run',
    ]) {
      expect(text).toContain(part)
    }
  })

  test('lets no control sequence of a certificate through', () => {
    const request = sampleRequest()
    request.trace.add({
      step: 'authenticate',
      check: 'subject',
      outcome: 'note',
      found: 'CN=\u001b[2J\u202e\u2066\u200b',
      callerSees: true,
    })
    expect(explanationText(explanationOf(banned, request, {}, 'caller'))).not.toMatch(/[\u001b\u202e\u2066\u200b]/)
  })
})
