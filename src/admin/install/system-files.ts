/** What the init system has to know: the service account and the directories that a reboot empties. */
import type { Settings } from '../../core/settings'
import { octal } from './files'
import { RECORD_SUBDIRECTORIES } from './layout'

/** sysusers.d(5) */
export const sysusers = (account: string): string =>
  `# The account of mapexec's decision program.\nu ${account} - "mapexec decision program" /nonexistent /usr/sbin/nologin\n`

/** tmpfiles.d(5): /run is empty after a reboot. */
export function tmpfiles({ service: { account }, record: { directory } }: Settings): string {
  const line = (path: string, mode: number): string => `d ${path} ${octal(mode)} ${account} ${account} -`
  return [
    '# Records and locks of running launches (mapexec-records(5)).',
    line(directory, 0o755),
    ...RECORD_SUBDIRECTORIES.map(({ name, mode }) => line(`${directory}/${name}`, mode)),
    '',
  ].join('\n')
}
