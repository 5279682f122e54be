/** Behind every command there is code that loads, and only the code of that command. */
import { ACTIONS } from '../../src/cli/actions'

test.each(Object.entries(ACTIONS))('the code of "%s" loads', async (_name, load) => {
  expect(await load()).toBeInstanceOf(Function)
})
