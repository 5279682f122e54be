/** Rules about the job that the token speaks of. Every one leaves a line in the trace: claim, rule, place. */
import { LaunchError } from '../../core/errors'
import { byteString, matchesPattern } from '../../core/fnmatch'
import type { Reason } from '../../core/reasons'
import type { CiSettings } from '../../core/settings-ci'
import type { Permit, Refusal } from '../../core/stages'
import type { System } from '../../core/system'
import type { JobClaims } from './claims'

export interface Judged {
  readonly permit: Permit
  readonly claims: JobClaims
  readonly ci: CiSettings
  readonly system: System
}

/** In the order in which sites look for the cause: the person, the runner, the pipeline, the project, the machine. */
export const judgeJob = (judged: Judged): Refusal | undefined =>
  judgeBot(judged) ??
  judgeRunner(judged) ??
  judgeSource(judged) ??
  judgeRef(judged) ??
  judgeProjects(judged) ??
  judgeNologin(judged)

interface Verdict {
  readonly key: string
  readonly check: string
  readonly good: boolean
  readonly found: string
  readonly reason: Reason
  readonly message: string
}

/** One rule's line in the trace, and its refusal. */
export function verdict({ permit, ci }: Pick<Judged, 'permit' | 'ci'>, rule: Verdict): Refusal | undefined {
  const { key, check, good, found, reason, message } = rule
  const place = ci.places[key]
  permit.request.trace.add({
    step: 'authorize',
    check: `[ci] ${key}: ${check}`,
    outcome: good ? 'pass' : 'fail',
    found,
    ...(place && { place }),
  })
  return good ? undefined : { refused: true, reason, message, detail: `${key}: ${found}`, place }
}

/**
 * GitLab names the users of access tokens `project_ID_bot…` and `group_ID_bot…`: whoever may make such a token would
 * choose the account.
 */
function judgeBot({ permit, claims, ci }: Judged): Refusal | undefined {
  const isBot = /^(?:project|group)_[0-9]+_bot/.test(claims.user)
  return verdict(
    { permit, ci },
    {
      key: 'allow_bots',
      check: 'the user is a person',
      good: claims.user !== '' && (ci.allowBots || !isBot),
      found: claims.user === '' ? 'the token names no user' : claims.user,
      reason: 'bot-account',
      message: 'jobs of access tokens are not run here; start the pipeline yourself',
    },
  )
}

function judgeRunner({ permit, claims, ci }: Judged): Refusal | undefined {
  if (ci.runners.length === 0) return undefined
  return verdict(
    { permit, ci },
    {
      key: 'runners',
      check: 'the runner is one of this machine',
      good: claims.runner !== undefined && ci.runners.includes(claims.runner),
      found: claims.runner ?? 'the token names no runner',
      reason: 'runner-not-allowed',
      message: 'the token is for a runner that is not of this machine',
    },
  )
}

function judgeSource({ permit, claims, ci }: Judged): Refusal | undefined {
  if (ci.sources.length === 0) return undefined
  return verdict(
    { permit, ci },
    {
      key: 'pipeline_sources',
      check: 'what started the pipeline',
      good: claims.source !== undefined && ci.sources.includes(claims.source),
      found: claims.source ?? 'the token does not say',
      reason: 'pipeline-source',
      message: `pipelines started by "${claims.source ?? ''}" are not run here; those by ${ci.sources.join(', ')} are`,
    },
  )
}

function judgeRef({ permit, claims, ci }: Judged): Refusal | undefined {
  if (!ci.protectedRefs) return undefined
  return verdict(
    { permit, ci },
    {
      key: 'protected_refs',
      check: 'the branch or tag is protected',
      good: claims.protectedRef === 'true',
      found: claims.protectedRef ?? 'the token does not say',
      reason: 'ref-not-protected',
      message: 'only jobs of protected branches and tags are run here',
    },
  )
}

/**
 * In a merge request from a fork, `project_*` is the fork and `job_project_*` the project that runs the job. Whose runner it
 * is decides the one, whose code it is the other: unless fork_pipelines says otherwise, both must be allowed.
 */
function judgeProjects({ permit, claims, ci }: Judged): Refusal | undefined {
  if (ci.projectsAllow.length + ci.projectsBlock.length === 0) return undefined
  const projects = ci.forkPipelines ? claims.projects.slice(0, 1) : claims.projects
  const refused = (key: string, good: boolean, found: string): Refusal | undefined =>
    verdict(
      { permit, ci },
      {
        key,
        check: 'the project',
        good,
        found,
        reason: 'project-not-allowed',
        message: 'this project may not use this runner',
      },
    )
  if (projects.length === 0) return refused('project_allowlist', false, 'the token names no project')
  for (const { claim, path } of projects) {
    const found = (pattern: string | undefined): string =>
      `${claim} ${path}: ${pattern === undefined ? 'no match' : `"${pattern}"`}`
    const blocked = findPattern(ci.projectsBlock, path)
    const allowed = findPattern(ci.projectsAllow, path)
    const refusal =
      (ci.projectsBlock.length > 0 ? refused('project_blocklist', blocked === undefined, found(blocked)) : undefined) ??
      (ci.projectsAllow.length > 0 ? refused('project_allowlist', allowed !== undefined, found(allowed)) : undefined)
    if (refusal !== undefined) return refusal
  }
  return undefined
}

/** GitLab's paths do not differ by case alone, and neither may a way around a block. */
const findPattern = (patterns: readonly string[], path: string): string | undefined =>
  patterns.find((pattern) => matchesPattern(byteString(pattern.toLowerCase()), byteString(path.toLowerCase())))

/** nologin(5): its text is for the users. A job that has begun goes on. */
function judgeNologin({ permit, ci, system }: Judged): Refusal | undefined {
  const stage = permit.request.ci?.stage
  if (!ci.nologin || (stage !== 'config' && stage !== 'prepare')) return undefined
  const text = NOLOGIN_FILES.map((path) => readNologin(path, system)).find((found) => found !== undefined)
  return verdict(
    { permit, ci },
    {
      key: 'nologin',
      check: NOLOGIN_FILES.join(', '),
      good: text === undefined,
      found: text ?? 'not there',
      reason: 'nologin',
      message: `this machine takes no jobs at the moment: ${text ?? ''}`,
    },
  )
}

const NOLOGIN_FILES = ['/etc/nologin', '/run/nologin']

function readNologin(path: string, system: System): string | undefined {
  try {
    return (
      system
        .readTrustedFile(path, 64 * 1024)
        .text.trim()
        .replace(/\s+/g, ' ')
        .slice(0, 400) || 'maintenance'
    )
  } catch (error) {
    if (error instanceof LaunchError && error.reason === 'list-absent') return undefined
    // It is there, and that is what counts.
    return 'maintenance'
  }
}
