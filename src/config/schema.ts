/**
 * What `/etc/mapexec/mapexec.toml` may hold: the one source of the JSON Schema (config/schema.json), of the validator
 * that the decider loads, of every default, and of the type `Configuration`. What one key means for another is in
 * src/config/rules.ts. A function, so that a launch with a good configuration never builds it.
 */
import { ciTable } from './schema-ci'
import { authenticateTable } from './schema-authenticate'
import {
  choice,
  choices,
  dictionary,
  either,
  flag,
  integer,
  optional,
  optionalWith,
  table,
  tables,
  text,
  texts,
  type JsonSchema,
  type Static,
} from './schema-language'

export const CREDENTIAL_KINDS = ['x509', 'oidc', 'munge', 'unix'] as const

/** 2^32 - 2: the highest uid there is, since (uid_t)-1 means "no change" to setresuid(2). */
export const HIGHEST_ID = 4294967294

const serviceTable = () =>
  table(
    {
      account: optionalWith(text('account', 'Account of the decision program. It owns records and leases.'), 'mapexec'),
      warm: optionalWith(
        choice(
          ['off', 'prefer', 'require'],
          'Whether the helper asks the running "mapexec serve": never; where it answers; or always, and a launch fails without it.',
        ),
        'off',
      ),
      socket: optionalWith(text('plainPath', 'Socket of "mapexec serve".'), '/run/mapexec/decider.sock'),
      decision_timeout: optionalWith(
        text('shortDuration', 'How long a decision may take; 1s to 5m. Afterwards the launch fails.'),
        '10s',
      ),
      guardian_uid_offset: optionalWith(
        integer(
          1,
          HIGHEST_ID,
          'Each target uid plus this number is a uid that kills what a payload leaves behind. No account may have it.',
        ),
        100000,
      ),
      target_uids: texts('range', 'Uids that a payload may ever have. The helper enforces it.', 1),
      target_gids: optionalWith(texts('range', 'Gids that a payload may ever have, besides target_groups.'), []),
      target_groups: optionalWith(texts('account', 'Groups that a payload may ever have, by name.'), []),
      allow_system: optionalWith(
        flag('Allow target uids and gids below 1000 and the one of "nobody". Never 0.'),
        false,
      ),
      log_only: optionalWith(
        flag('Decide and log, then run the command as the caller: for trying a configuration.'),
        false,
      ),
      node: optionalWith(text('plainPath', 'The node program that runs the decision program.'), '/usr/bin/node'),
      node_options: optionalWith(texts('nodeOption', 'Options of node, e.g. "--jitless" under SELinux.'), []),
    },
    'The decision program and the bounds that the helper enforces. Run "mapexec install" after changing it.',
  )

const callerTable = () =>
  table(
    {
      name: text('name', 'Name of this table, for the log.'),
      users: optionalWith(texts('account', 'Local users who may ask.'), []),
      groups: optionalWith(texts('account', 'Local groups whose members may ask.'), []),
      credentials: choices(CREDENTIAL_KINDS, 'What these callers may present.', 1),
      maps: optional(texts('name', 'Only these [[map]] rules, by name. Left out: all.', 1)),
      pools: optional(texts('name', 'Accounts only from these [[pool]] tables, by name. Left out: all.')),
      accounts: optional(texts('account', 'Of the accounts outside pools, only these. Left out: all that map.')),
      environment: optionalWith(
        texts('variablePattern', 'Variables passed for these callers, besides [environment] allow.'),
        [],
      ),
      commands: optional(texts('command', 'Only these commands (fnmatch(3)). Left out: any.', 1)),
      keyless: optionalWith(
        flag('May present a certificate without its private key (gLExec: omission_private_key_white_list).'),
        false,
      ),
    },
    'Who may ask for an identity switch, and for what (gLExec: user_white_list).',
  )

const authorizeTable = () =>
  table(
    {
      ban_dn: optionalWith(texts('path', 'Files of banned DNs, in the format of LCMAPS ban_dn and LCAS.'), []),
      ban_fqan: optionalWith(texts('path', 'Files of banned VOMS FQANs, in the format of LCMAPS ban_fqan.'), []),
      ban_subject: optionalWith(texts('path', 'Files of banned subjects of any kind of credential.'), []),
      allow_dn: optionalWith(texts('path', 'Files of DNs: where there are any, nobody else is admitted.'), []),
      allow_fqan: optionalWith(
        texts('path', 'Files of FQANs: where there are any, nobody without one of them is admitted.'),
        [],
      ),
    },
    'Who is refused although the credential is good.',
  )

const mapTable = () =>
  table(
    {
      name: text('name', 'Name of this rule, for the log and for [[caller]] maps.'),
      credentials: optionalWith(choices(CREDENTIAL_KINDS, 'Kinds of credential it is for. Empty: all.'), []),
      from: choice(
        ['grid-mapfile', 'voms-mapfile', 'account', 'template', 'pool'],
        'Where the account comes from: a file of DNs, a file of FQANs, one account, a name made of claims, or a pool.',
      ),
      file: optional(text('path', 'The grid-mapfile or voms-mapfile.')),
      wildcards: optional(flag('Whether "*", "?" and "[…]" in the file stand for other characters. Default: true.')),
      subject: optional(text('subject', 'With from = "account": only this subject (DN, unix name, token subject).')),
      account: optional(text('account', 'With from = "account": the account.')),
      template: optional(text('template', 'With from = "template": e.g. "ci_{user_login}".')),
      pool: optional(text('name', 'With from = "pool": name of the [[pool]] table.')),
      groups: optionalWith(
        choice(
          ['account', 'fqan', 'fqan+account'],
          "Groups of the payload: the account's, those that the groupmapfile gives to the FQANs, or both.",
        ),
        'account',
      ),
      groupmapfile: optional(text('path', 'File of FQANs and groups; needed where groups are taken from FQANs.')),
      map_all: optional(flag('Every FQAN must give a group (LCMAPS: -mapall). Default: false.')),
      map_minimum: optional(integer(0, 1024, 'So many FQANs must give a group (LCMAPS: -mapmin). Default: 0.')),
      to_secondary: optional(
        flag('The first FQAN, too, gives a secondary group only (LCMAPS: --map-to-secondary-groups). Default: false.'),
      ),
      lease_suffix: optional(
        choice(
          ['none', 'groups', 'primary-group'],
          'Whether one identity gets another pool account for other groups (LCMAPS: voms_poolaccount). Default: "none".',
        ),
      ),
      reap: optional(
        choice(
          ['account', 'tree'],
          'What is killed at the end: everything of the account (where no other launch uses it) or this launch\'s processes only. Default: "tree" for from = "account" and "template", else "account".',
        ),
      ),
    },
    'How an identity becomes an account. Rules are tried in order; the first that yields an account wins.',
  )

const poolTable = () =>
  table(
    {
      name: text('name', 'Name of this table.'),
      prefix: text('prefix', 'Account names are the prefix and digits; ".prefix" in a grid-mapfile means this pool.'),
      directory: text('path', 'The gridmapdir: one file for each account, leases as hard links.'),
      sharing: optionalWith(
        choice(
          ['identity', 'launch'],
          'One account for each identity, kept (LCMAPS), or an account of its own for each running launch.',
        ),
        'identity',
      ),
      max_per_identity: optional(
        integer(1, 9999, 'With sharing = "launch": accounts that one identity may hold at once. Default: 100.'),
      ),
      strict_prefix: optionalWith(
        flag('Only accounts of exactly the prefix and digits belong to the pool (LCMAPS: -strict_poolprefix_match).'),
        true,
      ),
      override_inconsistency: optionalWith(
        flag('Replace a lease that points to another pool instead of refusing (LCMAPS: -override_inconsistency).'),
        false,
      ),
      clean: optional(
        text('path', 'Program that "mapexec lease" runs as root to clean an account before it goes back to the pool.'),
      ),
    },
    'Accounts that are leased.',
  )

const environmentTable = () =>
  table(
    {
      allow: optionalWith(
        texts('variablePattern', 'Variables passed from the caller. A built-in deny list (LD_*, PYTHON* …) wins.'),
        ['LANG', 'LANGUAGE', 'LC_*', 'TERM', 'COLORTERM', 'TZ'],
      ),
      deny: optionalWith(texts('variablePattern', 'Variables never passed.'), []),
      set: optionalWith(dictionary('variable', text('value', 'Its value.'), 'Variables set for every payload.'), {}),
      path: optionalWith(text('searchPath', 'PATH of the payload.'), '/usr/local/bin:/usr/bin:/bin'),
      on_malformed: optionalWith(
        choice(['drop', 'refuse'], 'What happens to a variable with a bad name or value, or given twice.'),
        'drop',
      ),
      explicit: optionalWith(
        choice(
          ['any', 'listed'],
          'Variables that the caller names itself (--env, GLEXEC_ENV): any that is not denied, or only those listed.',
        ),
        'any',
      ),
      max_size: optionalWith(text('size', 'Largest environment of a payload.'), '128KiB'),
    },
    'The environment of the payload, built from nothing.',
  )

const launchTable = () =>
  table(
    {
      cwd: optionalWith(
        text('cwd', 'Directory the payload starts in: the caller\'s ("keep"), its home, a new one, or a path.'),
        'keep',
      ),
      temp_directory: optionalWith(text('path', 'Where new directories and copies of proxies are made.'), '/tmp'),
      umask: optionalWith(text('umask', 'File mask of the payload, or "keep" for the caller\'s.'), '0022'),
      limits: optionalWith(
        dictionary(
          'limitName',
          either(
            integer(0, Number.MAX_SAFE_INTEGER, ''),
            text('limit', ''),
            'One value for soft and hard, or "SOFT:HARD".',
          ),
          'Resource limits (setrlimit(2)). The helper cannot raise a hard limit.',
        ),
        {},
      ),
      session: optionalWith(
        choice(['auto', 'new', 'keep'], 'A new session: where the caller has a terminal, always, or never.'),
        'auto',
      ),
      no_new_privs: optionalWith(
        flag('The payload can gain nothing by setuid programs (PR_SET_NO_NEW_PRIVS); sudo and the like stop working.'),
        false,
      ),
      grace: optionalWith(
        text('shortDuration', 'Time between SIGTERM and SIGKILL for what the payload leaves behind; at most 5m.'),
        '0s',
      ),
      target_proxy: optionalWith(
        choice(['copy', 'none'], 'Whether the payload gets a copy of the proxy (gLExec: create_target_proxy).'),
        'copy',
      ),
      exec_label: optional(text('execLabel', 'SELinux context or AppArmor profile of the payload.')),
    },
    'How the payload starts.',
  )

const recordTable = () =>
  table(
    {
      directory: optionalWith(text('plainPath', 'One file for each launch.'), '/run/mapexec'),
      history_max_files: optionalWith(integer(0, 1000000, 'Finished records that are kept.'), 2000),
      history_max_age: optionalWith(text('duration', 'How long finished records are kept.'), '7d'),
      mode: optionalWith(text('mode', 'Permission bits of the files.'), '0644'),
    },
    'Who runs as whom, and what ran before.',
  )

const logTable = () =>
  table(
    {
      file: optionalWith(text('logFile', 'The audit log, or "none".'), '/var/log/mapexec/audit.log'),
      syslog: optionalWith(flag('Send the same lines to syslog (authpriv).'), true),
      syslog_socket: optionalWith(text('plainPath', 'Socket of the system log.'), '/dev/log'),
      on_failure: optionalWith(
        choice(['refuse', 'continue'], 'When a line cannot be written: no log, no launch; or go on.'),
        'refuse',
      ),
    },
    'The audit log.',
  )

const configurationTable = () =>
  table(
    {
      service: serviceTable(),
      caller: tables(callerTable(), 'Who may ask.'),
      authenticate: optionalWith(authenticateTable(), {} as never),
      authorize: optionalWith(authorizeTable(), {} as never),
      map: tables(mapTable(), 'How an identity becomes an account.'),
      pool: tables(poolTable(), 'Accounts that are leased.'),
      environment: optionalWith(environmentTable(), {} as never),
      launch: optionalWith(launchTable(), {} as never),
      ci: optional(ciTable()),
      record: optionalWith(recordTable(), {} as never),
      log: optionalWith(logTable(), {} as never),
    },
    'Configuration of mapexec: /etc/mapexec/mapexec.toml',
  )

/** A configuration that satisfies the schema, with every default filled in. */
export type Configuration = Static<ReturnType<typeof configurationTable>>

/** The JSON Schema (draft-07), with descriptions and defaults. */
export const configurationSchema = (): JsonSchema => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'mapexec.toml',
  title: 'mapexec.toml',
  ...configurationTable().json,
})
