// End-to-end tests: they run as root inside `scripts/sandbox`, one file after the other, against the installed helper.
module.exports = {
  ...require('./jest.config.cjs'),
  testMatch: ['**/test/e2e/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 60000,
  maxWorkers: 1,
}
