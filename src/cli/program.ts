/** The command table as a commander program. */
import { Command as Parser, CommanderError, Option as ParserOption } from 'commander'
import { LaunchError } from '../core/errors'
import { VERSION } from '../core/version'
import { ACTIONS, type OptionValues } from './actions'
import { COMMANDS, GROUPS, type Argument, type Command, type Option } from './commands'
import type { Output } from './output'

/** What standard output and error are to the parser. */
export interface Terminal {
  output(json: boolean): Output
  write(text: string): void
  complain(text: string): void
}

/** Parses `argv` (without node and script), runs the command and returns its exit status. Errors: `usage`, and the command's own. */
export async function runProgram(argv: readonly string[], terminal: Terminal): Promise<number> {
  let status = 0
  const program = createProgram(argv, terminal, (code) => {
    status = code
  })
  if (argv.length === 0) {
    terminal.complain(program.helpInformation())
    throw new LaunchError('usage', 'which command?')
  }
  try {
    await program.parseAsync(argv, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    // --help and --version "fail" with status 0 after printing.
    if (error.exitCode !== 0) throw new LaunchError('usage', usageText(error))
  }
  return status
}

/** In one line, as every message of ours. A group without its command "fails" with the help that was printed. */
const usageText = ({ code, message }: CommanderError): string =>
  code === 'commander.help'
    ? 'which command?'
    : `${message.replace(/^error: /, '').replaceAll('\n', ' ')}; see mapexec --help`

function createProgram(words: readonly string[], terminal: Terminal, done: (status: number) => void): Parser {
  const program = new Parser('mapexec')
  program
    .description('Runs a command as the local account that a presented grid or CI credential maps to.')
    .version(`mapexec ${VERSION}`, '--version', 'show the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .addHelpText('after', () => examples(COMMANDS.flatMap(({ examples: [first] }) => (first ? [first] : []))))
    .exitOverride()
    .enablePositionalOptions()
    .configureOutput({
      writeOut: (text) => terminal.write(text),
      writeErr: (text) => terminal.write(text),
      // The message is thrown and printed once, by main.
      outputError: () => undefined,
    })
  for (const command of COMMANDS)
    addCommand(program, command, async (parser) => {
      const load = ACTIONS[command.name]
      if (load === undefined) throw new Error(`no action for ${command.name}`)
      const options = parser.opts<OptionValues>()
      const run = await load()
      done(await run({ arguments: parser.args, words, options, output: terminal.output(options['json'] === true) }))
    })
  return program
}

function addCommand(program: Parser, command: Command, act: (parser: Parser) => Promise<void>): void {
  const words = command.name.split(' ')
  const parent = words.slice(0, -1).reduce(groupOf, program)
  const parser = parent.command(words.at(-1) ?? command.name)
  parser.summary(command.summary).description(descriptionOf(command))
  parser.helpOption('-h, --help', 'show this help').exitOverride().copyInheritedSettings(parent)
  for (const argument of command.arguments ?? []) parser.argument(argumentSyntax(argument), argument.description)
  for (const option of command.options ?? []) if (option.name !== 'help') parser.addOption(parserOption(option))
  parser.addHelpText('after', () => examples(command.examples))
  // What follows the payload's name is the payload's.
  if (command.who === 'caller') parser.passThroughOptions()
  parser.action(() => act(parser))
}

function groupOf(parent: Parser, word: string): Parser {
  return (
    parent.commands.find((command) => command.name() === word) ??
    parent
      .command(word)
      .summary(GROUPS[word] ?? '')
      .helpOption('-h, --help', 'show this help')
      .exitOverride()
      .copyInheritedSettings(parent)
  )
}

const argumentSyntax = ({ name, optional, variadic }: Argument): string => {
  const inner = variadic ? `${name}...` : name
  return optional ? `[${inner}]` : `<${inner}>`
}

function parserOption(option: Option): ParserOption {
  const flags = `${option.short === undefined ? '' : `-${option.short}, `}--${option.name}`
  // Angle brackets are commander's; the value's own name is the table's.
  const result = new ParserOption(option.value === undefined ? flags : `${flags} <${option.value}>`, option.description)
  if (option.choices !== undefined) result.choices(option.choices)
  if (option.multiple) result.argParser((value: string, before?: readonly string[]) => [...(before ?? []), value])
  if (option.default !== undefined) result.default(option.default)
  return result
}

const descriptionOf = ({ summary, description, exit }: Command): string =>
  [
    `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
    description,
    exit === undefined ? undefined : `Exit status: ${exit}`,
  ]
    .filter((part) => part !== undefined)
    .join('\n\n')

const examples = (list: Command['examples']): string =>
  `\nExamples:\n${list.map(([command, meaning]) => `  ${command}\n      ${meaning}`).join('\n')}`
