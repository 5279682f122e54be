/** `serve()` as far as it goes without its account: test/e2e/warm.test.ts has the rest. */
import { serve, type ServeOptions } from '../src/serve'
import { reasonOfAsync } from './support/reason'

const options: ServeOptions = {
  log: { info: jest.fn(), warn: jest.fn(), error: jest.fn() },
  environment: {},
  pid: process.pid,
  uid: 0,
  stop: Promise.resolve('SIGTERM'),
  onReload: jest.fn(),
}

// On a machine without mapexec there is no configuration; on one with it this is not the service's account.
test('refuses without a configuration, and under any account but its own', async () => {
  expect(['config-absent', 'usage']).toContain(await reasonOfAsync(() => serve(options)))
})
