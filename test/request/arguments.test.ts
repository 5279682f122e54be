import { isSet, parseRunArguments, valueOf, valuesOf } from '../../src/request/arguments'
import { reasonOf } from '../support/reason'

describe('parseRunArguments', () => {
  test('leaves the words of the command alone, options or not', () => {
    const args = parseRunArguments(['--proxy', 'p', '--', 'cmd', '--proxy', 'q', '--help'])
    expect(valueOf(args, 'proxy')).toBe('p')
    expect(args.command).toEqual(['cmd', '--proxy', 'q', '--help'])
  })

  test('takes the first word that is no option as the command', () => {
    expect(parseRunArguments(['--unix', 'cmd', '--json']).command).toEqual(['cmd', '--json'])
  })

  test('does not take the value of an option for the command', () => {
    const args = parseRunArguments(['--label', 'run', '--cwd=temp', 'cmd'])
    expect([valueOf(args, 'label'), valueOf(args, 'cwd'), args.command]).toEqual(['run', 'temp', ['cmd']])
  })

  test('takes a value that looks like an option where it is tied on', () => {
    expect(valueOf(parseRunArguments(['--label=--x', 'cmd']), 'label')).toBe('--x')
  })

  test('collects an option that may be repeated', () => {
    const args = parseRunArguments(['--env', 'A=1', '--env=B=2', 'cmd'])
    expect(valuesOf(args, 'env')).toEqual(['A=1', 'B=2'])
    expect(isSet(args, 'json')).toBe(false)
  })
})

describe('parseRunArguments refuses', () => {
  test.each([
    ['an unknown option', ['--uid', '0', 'cmd']],
    ['an abbreviated option', ['--prox', 'p', 'cmd']],
    ['an option without its value', ['--proxy']],
    ['an option for a value', ['--proxy', '--json', 'cmd']],
    ['the end of options for a value', ['--proxy', '--', 'cmd']],
    ['a name of Object', ['--constructor', 'cmd']],
    ['a switch with a value', ['--json=yes', 'cmd']],
    ['an option given twice', ['--proxy', 'a', '--proxy', 'b', 'cmd']],
    ['a value that is not among the choices', ['--stdin', 'full', 'cmd']],
    ['a choice in another case', ['--session', 'NEW', 'cmd']],
    ['a short option', ['-p', 'x', 'cmd']],
    ['a negated switch', ['--no-json', 'cmd']],
  ])('%s', (_why, words) => expect(reasonOf(() => parseRunArguments(words))).toBe('usage'))
})
