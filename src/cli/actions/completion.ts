/** `mapexec completion`: scripts for shells, from the command table. */
import { LaunchError } from '../../core/errors'
import type { Invocation } from '../actions'
import { COMMANDS, GROUPS, type Command } from '../commands'

/** Errors: `usage`. */
export function completionCommand({ arguments: words, output }: Invocation): Promise<number> {
  const script = completionFor(words[0] ?? '', COMMANDS)
  if (script === undefined) throw new LaunchError('usage', 'the shell is bash, zsh or fish')
  output.line(script.trimEnd())
  return Promise.resolve(0)
}

export function completionFor(shell: string, commands: readonly Command[]): string | undefined {
  if (shell === 'bash') return bash(commands)
  if (shell === 'zsh') return zsh(commands)
  return shell === 'fish' ? fish(commands) : undefined
}

/**
 * zsh reads bash's completions; one script is one less to be wrong. As a file `_mapexec` of $fpath this is itself the
 * function that the first completion calls, and has to answer that one, too.
 */
const zsh = (commands: readonly Command[]): string => `#compdef mapexec
autoload -Uz bashcompinit && bashcompinit
${bash(commands, '_mapexec_words')}[[ \${funcstack[1]-} != _mapexec ]] || _bash_complete -o filenames -F _mapexec_words
`

const optionsOf = ({ options = [] }: Command): readonly string[] => options.map(({ name }) => `--${name}`)

const firstWords = (commands: readonly Command[]): readonly string[] => [
  ...new Set(commands.map(({ name }) => name.split(' ')[0] ?? name)),
]

const secondWords = (commands: readonly Command[], first: string): readonly string[] =>
  commands.filter(({ name }) => name.startsWith(`${first} `)).map(({ name }) => name.slice(first.length + 1))

/** Values with choices, files where a FILE is wanted; after `--`, whatever the shell completes for a command. */
function bash(commands: readonly Command[], name = '_mapexec'): string {
  const cases = commands.map(
    (command) => `    '${command.name}') options='${[...optionsOf(command), '--help'].join(' ')}' ;;`,
  )
  const groups = firstWords(commands)
    .filter((word) => secondWords(commands, word).length > 0)
    .map((word) => `      ${word}) words='${secondWords(commands, word).join(' ')}' ;;`)
  const values = commands.flatMap((command) =>
    (command.options ?? []).flatMap(({ name, choices, value }) => {
      if (choices !== undefined)
        return [
          `    '${command.name} --${name}') COMPREPLY=($(compgen -W '${choices.join(' ')}' -- "$current")); return ;;`,
        ]
      return value === 'FILE' || value === 'DIR'
        ? [`    '${command.name} --${name}') COMPREPLY=($(compgen -f -- "$current")); return ;;`]
        : []
    }),
  )
  return `${name}() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]} options='' words='' at
  COMPREPLY=()
  for ((at = 1; at < COMP_CWORD; at++)); do
    if [ "\${COMP_WORDS[at]}" = -- ]; then
      COMPREPLY=($(compgen -c -f -- "$current"))
      return
    fi
  done
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${[...firstWords(commands), '--help', '--version'].join(' ')}' -- "$current"))
    return
  fi
  if [ "$COMP_CWORD" -eq 2 ]; then
    case $command in
${groups.join('\n')}
    esac
    if [ -n "$words" ]; then
      COMPREPLY=($(compgen -W "$words" -- "$current"))
      return
    fi
  fi
  case $command in ${Object.keys(GROUPS).join(' | ')}) command="$command \${COMP_WORDS[2]}" ;; esac
  case "$command $previous" in
${values.join('\n')}
  esac
  case $command in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$options" -- "$current") $(compgen -f -- "$current"))
}
complete -o filenames -F ${name} mapexec
`
}

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

function fish(commands: readonly Command[]): string {
  const top = firstWords(commands)
  const summaryOf = (word: string): string => GROUPS[word] ?? commands.find(({ name }) => name === word)?.summary ?? ''
  const lines = top.map(
    (word) => `complete -c mapexec -f -n __fish_use_subcommand -a ${word} -d ${quoted(summaryOf(word))}`,
  )
  for (const command of commands) {
    const [first = '', second] = command.name.split(' ')
    const seen = `__fish_seen_subcommand_from ${first}`
    const others = `not __fish_seen_subcommand_from ${secondWords(commands, first).join(' ')}`
    if (second !== undefined)
      lines.push(`complete -c mapexec -f -n '${seen}; and ${others}' -a ${second} -d ${quoted(command.summary)}`)
    const condition = second === undefined ? seen : `${seen}; and __fish_seen_subcommand_from ${second}`
    for (const { name, value, choices, description } of command.options ?? []) {
      const argument =
        choices === undefined ? (value === undefined ? '' : ' -r') : ` -x -a ${quoted(choices.join(' '))}`
      lines.push(`complete -c mapexec -n '${condition}' -l ${name}${argument} -d ${quoted(description)}`)
    }
  }
  return `${lines.join('\n')}\n`
}
