/** CI jobs: the program of the site that may choose their account ([ci.runas]). */
import { createHash } from 'node:crypto'
import type { Settings } from '../../core/settings'
import { firstOf, ok, problem, type Finding } from './finding'
import type { Probe } from './probe'

export function checkCi({ ci }: Settings, probe: Probe): readonly Finding[] {
  if (ci?.runAs === undefined) return []
  const id = 'runas'
  const { script, sha256 } = ci.runAs
  const facts = probe.stat(script)
  if (facts?.type !== 'file')
    return [problem(id, `${script} is no regular file: no CI job can start`, 'set [ci.runas] script')]
  const bytes = sha256 === undefined ? undefined : probe.readBytes(script)
  const found = bytes === undefined ? undefined : createHash('sha256').update(bytes).digest('hex')
  return [
    firstOf(
      ok(id, `${script} is root's, and has the last word about CI jobs`),
      facts.uid === 0 && (facts.mode & 0o022) === 0
        ? undefined
        : problem(
            id,
            `${script} is not root's alone (uid ${facts.uid}, mode ${facts.mode.toString(8).padStart(4, '0')})`,
            `chown root:root ${script} && chmod go-w ${script}`,
          ),
      (facts.mode & 0o111) === 0o111
        ? undefined
        : problem(id, `${script} cannot be executed by the service account`, `chmod a+rx ${script}`),
      found === undefined || found === sha256
        ? undefined
        : problem(
            id,
            `${script} is not the one that was written down: its SHA-256 is ${found}`,
            'find out who changed it, then set [ci.runas] sha256',
          ),
    ),
  ]
}
