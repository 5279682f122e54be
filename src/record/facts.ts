/** The facts of a launch as record and audit log show them (mapexec-records(5)); no secret is among them. */
import { placeText } from '../core/errors'
import type { Identity, Job, LaunchRequest, Target } from '../core/stages'
import { boundedWords } from './json-line'

const MAX_COMMAND = 4096

export const requestFacts = (request: LaunchRequest) => ({
  ref: request.ref,
  frontend: request.frontend,
  caller: { uid: request.caller.uid, gid: request.caller.gid },
  helper: { pid: request.caller.pid, start: Number(request.caller.startTime) },
  command: boundedWords(request.command, MAX_COMMAND),
  ...(request.label === undefined ? {} : { label: request.label }),
})

export const identityFacts = (identity: Identity) => ({
  identity: {
    kind: identity.kind,
    subject: identity.subject,
    ...(identity.vo === undefined ? {} : { vo: identity.vo }),
    ...(identity.fqans.length === 0 ? {} : { fqans: identity.fqans }),
    limited: identity.limited,
    validUntil: Math.floor(identity.validUntil),
  },
  evidence: identity.evidence,
})

export const targetFacts = (target: Target) => ({
  rule: { name: target.rule.name, ...(target.rule.place === undefined ? {} : { place: placeText(target.rule.place) }) },
  account: { name: target.account.name, uid: target.account.uid, gid: target.gid, groups: target.groups },
  ...(target.lease === undefined
    ? {}
    : { lease: { pool: target.lease.pool, name: target.lease.name, fresh: target.lease.fresh } }),
})

export const jobFacts = (job: Job) => ({
  ...requestFacts(job.target.permit.request),
  ...identityFacts(job.target.permit.identity),
  ...targetFacts(job.target),
  reap: job.target.reap,
})
