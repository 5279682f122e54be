/** The options of `mapexec run` and `mapexec explain`: one table for the decider's parser, `--help`, man pages and completion. */

export interface RunOption {
  readonly name: string
  readonly short?: string
  /** Name of the value in help texts; absent: a switch. */
  readonly value?: string
  /** May be given more than once. */
  readonly multiple?: true
  readonly choices?: readonly string[]
  readonly description: string
}

/** What --cwd takes beside a path. */
export const CWD_WORDS: readonly string[] = ['keep', 'home', 'temp']

export const RUN_OPTIONS: readonly RunOption[] = [
  {
    name: 'proxy',
    value: 'FILE',
    description: "the payload owner's X.509 or VOMS proxy: certificate, key and chain in one PEM file",
  },
  { name: 'token', value: 'FILE', description: 'a file that holds a signed token (OIDC ID token, WLCG token)' },
  {
    name: 'munge',
    value: 'FILE',
    description: 'a file that holds a MUNGE credential made for this launch (mapexec bind)',
  },
  { name: 'unix', description: "the caller's own account is the credential, where the configuration trusts it" },
  { name: 'account', value: 'NAME', description: 'refuse unless the credential maps to this local account' },
  {
    name: 'cwd',
    value: 'DIR',
    description: 'working directory: a path, or keep, home, temp (a fresh directory, removed at the end)',
  },
  { name: 'env', value: 'NAME=VALUE', multiple: true, description: 'set a variable for the payload' },
  { name: 'target-proxy', value: 'FILE', description: "where the payload's copy of the proxy goes; none: no copy" },
  {
    name: 'source-proxy',
    value: 'FILE',
    description: 'copy this proxy for the payload instead of the one that was authenticated',
  },
  { name: 'stdin', value: 'WHERE', choices: ['inherit', 'null'], description: "the payload's standard input" },
  {
    name: 'session',
    value: 'HOW',
    choices: ['auto', 'new', 'keep'],
    description: 'Unix session: auto makes a new one where the caller has a terminal',
  },
  { name: 'umask', value: 'OCTAL', description: "the payload's umask" },
  { name: 'no-new-privs', description: 'the payload can gain no privilege by executing set-id programs' },
  { name: 'label', value: 'TEXT', description: 'free text for the log and the record' },
  { name: 'status-fd', value: 'N', description: 'write one JSON line about the result to this descriptor (3 to 255)' },
  { name: 'explain', description: 'show the decision, lease nothing, run nothing' },
  { name: 'json', description: 'refusals and explanations as JSON' },
]
