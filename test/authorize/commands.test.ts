import { admitted } from './support'

describe('a command filter', () => {
  const commands = ['/opt/pilot/run', '/usr/bin/*', '/opt/[ab]/x?']
  test.each([
    ['/opt/pilot/run', true],
    ['/opt//pilot/./run', true],
    ['/usr/bin/env', true],
    ['/opt/a/x1', true],
    ['/usr/bin/sub/env', false],
    ['/opt/c/x1', false],
    ['/opt/pilot/run2', false],
    ['/opt/pilot/runs/../run', false],
    ['/opt/pilot/../pilot/run', false],
    ['/usr/bin/..', false],
    ['/usr/bin/', false],
    ['/usr/bin', false],
    ['run', false],
    ['./opt/pilot/run', false],
    ['opt/pilot/run', false],
    ['/OPT/pilot/run', false],
    ['/opt/pilot/run\0x', false],
    ['', false],
  ])('on %j says %s', (command, allowed) => {
    const expected = allowed ? 'pilots x509' : 'command-not-allowed'
    expect(admitted([{ users: ['pilot'], commands }], { command: [command, '-x'] })).toBe(expected)
  })

  test('lets nothing through when it is empty, and everything when there is none', () => {
    expect(admitted([{ users: ['pilot'], commands: [] }])).toBe('command-not-allowed')
    expect(admitted([{ users: ['pilot'], commands: undefined }], { command: ['x/../y'] })).toBe('pilots x509')
  })

  test('with a pattern that cannot be read allows nothing', () => {
    expect(admitted([{ users: ['pilot'], commands: ['/bin/[[:foo:]]cho'] }])).toBe('command-not-allowed')
  })
})
