/**
 * Every command with its arguments, options and examples: the one table behind `--help`, the parser (program.ts) and
 * the manual pages. A new command is an entry here and one in actions.ts.
 */
import { RUN_OPTIONS, type RunOption } from '../core/run-options'
import { ADMIN_COMMANDS } from './commands-admin'
import { SITE_COMMANDS } from './commands-site'

export interface Option extends RunOption {
  readonly default?: string
}

export interface Argument {
  readonly name: string
  readonly description: string
  readonly optional?: true
  readonly variadic?: true
}

export interface Command {
  /** Words as typed: `check`, `record list`. */
  readonly name: string
  /** Who is meant to call it. */
  readonly who: 'caller' | 'administrator' | 'root'
  readonly summary: string
  /** Further sentences, for the command's own help and the manual page. */
  readonly description?: string
  readonly arguments?: readonly Argument[]
  readonly options?: readonly Option[]
  readonly examples: readonly (readonly [command: string, meaning: string])[]
  /** What the exit status says, where it is not just 0 for success. */
  readonly exit?: string
}

const JSON_OPTION: Option = { name: 'json', description: 'print JSON instead of a table' }
const DRY_RUN: Option = { name: 'dry-run', description: 'say what would be done, do nothing' }

const PAYLOAD: readonly Argument[] = [
  { name: 'command', description: 'the command; a name without a slash is looked up in the configured PATH' },
  { name: 'arguments', description: 'its arguments', optional: true, variadic: true },
]

const LAUNCH_EXIT =
  "The command's own status (128+N when signal N ended it), or 201: the caller's turn, 202: the administrator's turn, " +
  '203: not permitted, 204: the command itself ended with 201-204.'

export const COMMANDS: readonly Command[] = [
  {
    name: 'run',
    who: 'caller',
    summary: 'run a command as the local account that a credential maps to',
    arguments: PAYLOAD,
    options: RUN_OPTIONS,
    examples: [
      ['mapexec run --proxy /tmp/x509up_payload -- ./job.sh 42', 'as the account of the proxy, in this directory'],
      ['mapexec run --token job.jwt --cwd temp -- make test', 'as the account of a signed token'],
    ],
    exit: LAUNCH_EXIT,
  },
  {
    name: 'explain',
    who: 'caller',
    summary: 'show what "run" would decide and why; lease nothing, run nothing',
    arguments: PAYLOAD.map((argument) => ({ ...argument, optional: true })),
    options: [
      ...RUN_OPTIONS.filter(({ name }) => name !== 'explain'),
      { name: 'caller', value: 'USER', description: 'as if USER asked, with rules, files and lists (root only)' },
    ],
    examples: [
      ['mapexec explain --proxy /tmp/x509up_payload -- ./job.sh', 'every check with its outcome'],
      ['mapexec explain --caller pilot --proxy /tmp/x509up_payload', 'as root: why is this pilot refused?'],
    ],
    exit: '0 when the command would run, else what "run" would end with.',
  },
  {
    name: 'ci',
    who: 'caller',
    summary: "the stages of GitLab Runner's custom executor",
    description:
      'For config_exec, prepare_exec, run_exec and cleanup_exec of the runner, which appends SCRIPT and SUBSTAGE to run. ' +
      'config prints the JSON that the runner asks for; prepare makes the directories of the job; run gives the script to a ' +
      'login bash of the account that the signed ID token of the job maps to; cleanup ends what still runs and removes what ' +
      'is to be removed; release gives back the pool account of a job (cleanup calls it by itself).',
    arguments: [
      { name: 'stage', description: 'config, prepare, run, cleanup or release' },
      { name: 'script', description: 'of run: the script that the runner wrote', optional: true },
      { name: 'substage', description: 'of run: what the script is for, such as build_script', optional: true },
    ],
    options: RUN_OPTIONS.filter(({ name }) => name === 'explain' || name === 'json'),
    examples: [
      ['mapexec ci config', 'as config_exec = "/usr/bin/mapexec", config_args = ["ci", "config"]'],
      ['mapexec ci --explain run ./script build_script', 'every check with its outcome, nothing run'],
    ],
    exit:
      '0; BUILD_FAILURE_EXIT_CODE for refusals and for scripts that fail, whose own status is in BUILD_EXIT_CODE_FILE; ' +
      'SYSTEM_FAILURE_EXIT_CODE for trouble, after which the runner tries again.',
  },
  {
    name: 'bind',
    who: 'caller',
    summary: 'print what a MUNGE credential must carry to be good for one launch',
    description:
      'Whoever signs says by this which command may run, where, as which account, with which variables: give the same ' +
      'options and the same command to "mapexec run --munge". The credential must be restricted to the service account of ' +
      'the machine that runs it (munge -u), and is good for one launch.',
    arguments: [
      { name: 'command', description: 'the command, as an absolute path' },
      { name: 'arguments', description: 'its arguments', optional: true, variadic: true },
    ],
    options: [
      { name: 'node', value: 'HOST', description: "host name of the machine that will run it (default: this one's)" },
      ...RUN_OPTIONS.filter(({ name }) => ['account', 'cwd', 'env'].includes(name)),
    ],
    examples: [
      [
        'munge -u mapexec -s "$(mapexec bind --node wn042 -- /usr/bin/id)" -o id.munge',
        'a credential with which anybody who is listed on wn042 can run id for me, once',
      ],
      ['mapexec run --munge id.munge -- /usr/bin/id', 'and its use, there'],
    ],
  },
  {
    name: 'check',
    who: 'administrator',
    summary: 'check the configuration and its lists',
    description: 'Every problem of mapexec.toml, grid-mapfiles and ban lists with file, line and remedy.',
    arguments: [{ name: 'file', description: 'configuration (default: /etc/mapexec/mapexec.toml)', optional: true }],
    options: [JSON_OPTION],
    examples: [
      ['mapexec check', 'the configuration in use'],
      ['mapexec check /root/new.toml', 'one that is not in use yet'],
    ],
    exit: '0 without errors (warnings may be there), 1 with errors.',
  },
  ...ADMIN_COMMANDS,
  ...SITE_COMMANDS,
  {
    name: 'serve',
    who: 'administrator',
    summary: 'keep a decision program running, for faster launches',
    description:
      'systemd starts it as the service account (mapexec.service, mapexec.socket). Launches ask it where [service] warm is ' +
      '"prefer" or "require". Changed files count for the next launch; a configuration that is not valid is logged and the ' +
      'old one stays. SIGHUP: forget everything and read it again. SIGTERM: finish what has begun, then end.',
    examples: [
      ['systemctl enable --now mapexec.socket', 'start it with the first launch'],
      ['systemctl reload mapexec', 'read everything again'],
    ],
    exit: '0 after SIGTERM; 201 and 202 when it cannot begin.',
  },
  {
    name: 'install',
    who: 'root',
    summary: 'install, upgrade or repair mapexec on this machine',
    description:
      'Service account, directories, programs, the helper with its file capabilities, helper.conf from mapexec.toml, ' +
      'systemd units and links. Prints what it changes; a second run changes nothing. Run it again after changing ' +
      'mapexec.toml, accounts of callers or pools, or Node.',
    options: [
      {
        name: 'example',
        value: 'NAME',
        choices: ['worker-node', 'gitlab-runner'],
        default: 'worker-node',
        description: 'example to start from where /etc/mapexec/mapexec.toml does not exist',
      },
      DRY_RUN,
    ],
    examples: [
      ['node dist/cli.js install --example worker-node', 'from a built checkout'],
      ['mapexec install --dry-run', 'what an installed mapexec would repair'],
    ],
  },
  {
    name: 'uninstall',
    who: 'root',
    summary: 'remove the programs; configuration, leases and logs stay',
    options: [
      { name: 'purge', description: 'remove configuration, leases, records, logs and the service account, too' },
      DRY_RUN,
    ],
    examples: [['mapexec uninstall', 'leases are kept: a later installation maps everybody as before']],
  },
]

/** What the first words of commands with two words are about. */
export const GROUPS: Readonly<Record<string, string>> = {
  record: 'who runs as whom now, and what ran before',
  lease: 'pool accounts: free, leased, to whom; take them back',
  log: 'the audit log: search, follow, verify',
}

export const findCommand = (name: string): Command | undefined => COMMANDS.find((command) => command.name === name)
