/** `[ci]`: jobs of a CI runner. Its rules are those that sites know from Jacamar CI (docs/ci/jacamar.md has both names). */
import {
  choice,
  dictionary,
  flag,
  integer,
  optional,
  optionalWith,
  table,
  text,
  texts,
  type Static,
} from './schema-language'

const runAsTable = () =>
  table(
    {
      script: text('plainPath', 'Program that may refuse a job or choose its account; root-owned.'),
      sha256: optional(text('sha256', 'The SHA-256 that it must have.')),
      user_variable: optional(text('variable', 'CI variable in which a job names the account that it wants.')),
      environment: optionalWith(
        dictionary('variable', text('value', 'Its value.'), 'Variables for the program; claims win over them.'),
        {},
      ),
      timeout: optionalWith(text('shortDuration', 'How long it may take; below [service] decision_timeout.'), '5s'),
    },
    'A program of the site that has the last word about the account; it runs as the service account.',
  )

export const ciTable = () =>
  table(
    {
      token_variables: optionalWith(texts('variable', 'CI variables that may hold the ID token, in order.', 1), [
        'MAPEXEC_ID_TOKEN',
      ]),
      runners: optionalWith(texts('decimal', 'Numbers of the runners whose jobs run here. Empty: any.'), []),
      expired_cleanup: optionalWith(
        text('duration', 'How long after its expiry a token is still good for cleaning up; at most 1h.'),
        '15m',
      ),
      data_dir: optionalWith(
        text('dataDirectory', 'Where jobs work: a path with "{home}" and "{user}".'),
        '{home}/.mapexec-ci',
      ),
      builds: optionalWith(
        choice(
          ['project', 'job'],
          'Directories that later jobs of the same project use again (git fetch), or one for each job.',
        ),
        'project',
      ),
      retention: optionalWith(
        text('duration', 'Age at which builds are removed. "0s": a job\'s own directory goes in its cleanup.'),
        '7d',
      ),
      group_readable: optionalWith(flag('Directories are 0750 instead of 0700.'), false),
      shell: optionalWith(text('plainPath', 'bash, which executes the scripts as a login shell.'), '/bin/bash'),
      message: optional(text('value', 'Shown at the beginning of every job.')),
      path: optional(
        text('searchPath', 'PATH of jobs; gitlab-runner must be found on it. Default: [environment] path.'),
      ),
      stack: optionalWith(
        choice(
          ['hard', 'keep'],
          'Raise the soft stack limit to the hard one, or leave what the kernel leaves (8 MiB at most).',
        ),
        'hard',
      ),
      kill_timeout: optionalWith(
        text(
          'duration',
          "Between a cancelled job's SIGTERM and its SIGKILL; shorter than the runner's own; at most 1h.",
        ),
        '2m',
      ),
      max_variable: optionalWith(
        text('size', 'Largest value of one CI variable. From 128 KiB on, the kernel refuses every stage.'),
        '120KiB',
      ),
      lease: optionalWith(
        choice(['job', 'identity'], "Whose a pool account is: the job's, until its cleanup, or the identity's."),
        'job',
      ),

      user_allowlist: optionalWith(texts('account', 'Users: beats every other list of users and groups.'), []),
      user_blocklist: optionalWith(texts('account', 'Users: beats the lists of groups.'), []),
      group_blocklist: optionalWith(texts('account', 'Groups: beats group_allowlist.'), []),
      group_allowlist: optionalWith(texts('account', 'Groups.'), []),
      shell_allowlist: optionalWith(texts('plainPath', 'Login shells that an account may have. Empty: any.'), []),
      minimum_uid: optionalWith(integer(1, 4294967294, 'Lowest uid of an account.'), 1000),
      allow_bots: optionalWith(flag('Jobs of project and group access tokens (project_1_bot…).'), false),
      pipeline_sources: optionalWith(
        texts('name', 'What may have started a pipeline (push, web, schedule…). Empty: anything.'),
        [],
      ),
      protected_refs: optionalWith(flag('Only jobs of protected branches and tags.'), false),
      project_allowlist: optionalWith(texts('subject', 'Projects by path; "*" may stand for any part.'), []),
      project_blocklist: optionalWith(texts('subject', 'Projects by path; beats project_allowlist.'), []),
      fork_pipelines: optionalWith(
        flag('Where code of another project (a fork) is run, judge only the project that runs it.'),
        false,
      ),
      nologin: optionalWith(
        flag('While /etc/nologin or /run/nologin is there, no job begins; its text is shown.'),
        true,
      ),
      stages: optionalWith(texts('stageName', 'Run stages that are executed; others are skipped. Empty: all.'), []),
      lists_before_runas: optionalWith(flag('Judge the lists before the program of [ci.runas], too.'), false),
      runas: optional(runAsTable()),
    },
    'The four stages of the GitLab custom executor, and which jobs are accepted.',
  )

/** `[ci]` as it passes the schema. */
export type CiTable = Static<ReturnType<typeof ciTable>>
