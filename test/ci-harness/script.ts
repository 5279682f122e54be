/** Scripts as GitLab Runner's bash writer makes them (shells/bash.go): header, traps, variables, one eval of a quoted text. */

/** How the trap and the eval are written: up to 17.3, from 17.4 to 19.0, and since 19.1. */
export type ScriptForm = '17.3' | '18' | '19.1'

export function scriptText(
  body: string,
  variables: readonly (readonly [string, string])[],
  form: ScriptForm = '19.1',
): string {
  const exports = variables.map(([name, value]) => `export ${name}=${quoted(value)}\n`).join('')
  const text = quoted(`${exports}${body}`)
  const trap = { '17.3': '', '18': 'trap exit 1 TERM\n\n', '19.1': "trap 'exit 1' TERM\n\n" }[form]
  const evaluation = form === '19.1' ? `(trap 'exit 1' TERM; eval ${text}) < /dev/null` : `: | eval ${text}`
  return [
    '#!/usr/bin/env bash\n\n',
    trap,
    'if set -o | grep pipefail > /dev/null; then set -o pipefail; fi; set -o errexit\n',
    'set +o noclobber\n',
    `${evaluation}\n`,
    'exit 0\n',
  ].join('')
}

/** `$'…'` with everything unusual escaped (helpers/shell_escape.go). */
export const quoted = (text: string): string =>
  `$'${[...Buffer.from(text)]
    .map((byte) => {
      const char = String.fromCharCode(byte)
      if (char === '\n') return '\\n'
      if (char === "'" || char === '\\') return `\\${char}`
      return byte >= 0x20 && byte < 0x7f ? char : `\\x${byte.toString(16).padStart(2, '0')}`
    })
    .join('')}'`
