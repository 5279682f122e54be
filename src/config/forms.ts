/**
 * The forms that strings of the configuration may have: a regular expression for the schema, words for the
 * administrator. Each expression is anchored and linear (no nested repetition).
 */

interface FormFacts {
  readonly pattern: string
  /** Finishes the sentence "must be …". */
  readonly says: string
}

const NUMBER = '(?:0|[1-9][0-9]{0,9})'
const LIMIT = '(?:unlimited|(?:0|[1-9][0-9]{0,17})(?:KiB|MiB|GiB)?)'
/** One path component that is neither `.` nor `..`; control characters never. */
const COMPONENT = '(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+'
/** Printable ASCII without white space: what the helper takes in its own configuration (native-helper/conf.h). */
const PLAIN_COMPONENT = '(?!\\.{1,2}(?:/|$))[!-.0-~]+'

export const FORMS = {
  name: {
    pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$',
    says: 'a name of letters, digits, "." "_" and "-", at most 64 characters',
  },
  // useradd(8) takes 32 characters; directory services have longer names and dots.
  account: {
    pattern: '^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$',
    says: 'the name of a local account or group (not a number)',
  },
  prefix: { pattern: '^[A-Za-z_][A-Za-z0-9_.-]{0,63}$', says: 'the part of account names before their digits' },
  template: {
    pattern: '^(?:[A-Za-z0-9_.@-]|\\{[A-Za-z_][A-Za-z0-9_.:/-]*\\})+$',
    says: 'an account name with claims in braces, such as "ci_{user_login}"',
  },
  path: { pattern: `^(?:/${COMPONENT})+$`, says: 'an absolute path without "." , ".." , "//" or a "/" at the end' },
  plainPath: {
    pattern: `^(?:/${PLAIN_COMPONENT})+$`,
    says: 'an absolute path of printable ASCII without white space, "." , ".." , "//" or a "/" at the end',
  },
  searchPath: {
    pattern: `^(?:/${COMPONENT.replace('[^/', '[^/:')})+(?::(?:/${COMPONENT.replace('[^/', '[^/:')})+)*$`,
    says: 'absolute directories separated by ":"',
  },
  logFile: { pattern: `^(?:none|(?:/${COMPONENT})+)$`, says: 'an absolute path, or "none"' },
  cwd: {
    pattern: `^(?:keep|home|temp|/|(?:/${COMPONENT})+)$`,
    says: '"keep", "home", "temp" or an absolute path',
  },
  command: {
    pattern: '^/[^\\u0000-\\u001f\\u007f]+$',
    says: 'an absolute path, in which "*", "?" and "[…]" may stand for other characters',
  },
  nodeOption: {
    pattern: '^--[a-z0-9][a-z0-9_-]*(?:=[!-~]+)?$',
    says: 'one option of node in printable ASCII without white space',
  },
  variable: { pattern: '^[A-Za-z_][A-Za-z0-9_]{0,127}$', says: 'the name of an environment variable' },
  variablePattern: {
    pattern: '^[A-Za-z_*?][A-Za-z0-9_*?]{0,127}$',
    says: 'the name of an environment variable, in which "*" and "?" may stand for other characters',
  },
  value: { pattern: '^[^\\u0000-\\u001f\\u007f]*$', says: 'one line without control characters' },
  subject: { pattern: '^[^\\u0000-\\u001f\\u007f]+$', says: 'one line without control characters, not empty' },
  claim: { pattern: '^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$', says: 'the name of a claim' },
  host: {
    pattern: '^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$',
    says: 'the full name of a host',
  },
  address: { pattern: '^[0-9A-Fa-f.:]{2,45}$', says: 'an IP address' },
  https: { pattern: '^https://[^\\s/?#@]+(?:/[^\\s?#]*)?$', says: 'an https:// address without query or fragment' },
  execLabel: {
    pattern: '^(?:selinux|apparmor):[^\\s]+$',
    says: '"selinux:" and a context, or "apparmor:" and a profile',
  },
  duration: { pattern: '^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$', says: 'a time such as "30s", "5m", "24h" or "10d"' },
  shortDuration: {
    pattern: '^(?:0|[1-9][0-9]{0,6})(?:ms|s|m)$',
    says: 'a time such as "500ms", "10s" or "1m"',
  },
  size: { pattern: '^(?:0|[1-9][0-9]{0,8})(?:B|KiB|MiB)$', says: 'a size such as "512B", "64KiB" or "1MiB"' },
  range: { pattern: `^${NUMBER}(?:-${NUMBER})?$`, says: 'a number such as "61001" or a range such as "61001-61999"' },
  mode: { pattern: '^0[0-7]{3}$', says: 'permission bits in octal such as "0644"' },
  umask: { pattern: '^(?:keep|0[0-7]{3})$', says: 'a mask in octal such as "0077", or "keep"' },
  limit: {
    pattern: `^${LIMIT}(?::${LIMIT})?$`,
    says: '"SOFT:HARD" or one value for both, each a number, a size such as "4GiB", or "unlimited"',
  },
  limitName: {
    pattern: '^(?:as|core|cpu|data|fsize|locks|memlock|msgqueue|nice|nofile|nproc|rss|rtprio|rttime|sigpending|stack)$',
    says: 'a resource of setrlimit(2) in small letters',
  },
  dataDirectory: {
    pattern: `^(?:\\{home\\}|/${COMPONENT})(?:/${COMPONENT})*$`,
    says: 'an absolute path, in which "{home}" (at the start) and "{user}" stand for those of the account',
  },
  sha256: { pattern: '^[0-9a-f]{64}$', says: 'a SHA-256 in 64 small hexadecimal digits' },
  stageName: { pattern: '^[a-z][a-z0-9_]{0,63}$', says: 'the name of a stage such as "build_script"' },
  decimal: { pattern: '^[0-9]{1,18}$', says: 'a number in quotes' },
  level: { pattern: '^(?:leaf|0|[1-9][0-9]?)$', says: '"leaf" or the number of a delegation, the first being 0' },
} as const satisfies Record<string, FormFacts>

export type Form = keyof typeof FORMS

/** What a pattern of the schema asks for, in words. */
export const sayPattern = (pattern: string): string =>
  Object.values<FormFacts>(FORMS).find((form) => form.pattern === pattern)?.says ?? `of the form ${pattern}`
