import { constants } from 'node:os'
import { ERRNO } from '../../src/core/errno'

test('the numbers are those of this machine', () => {
  const here: Readonly<Record<string, number>> = constants.errno
  for (const [name, number] of Object.entries(ERRNO)) expect([name, here[name]]).toEqual([name, number])
})
