// Hostile tests: they run as root inside `scripts/sandbox`, one file after the other, against the installed helper.
module.exports = {
  ...require('./jest.config.cjs'),
  testMatch: ['**/test/hostile/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/test/hostile/setup.cjs',
  testTimeout: 60000,
  maxWorkers: 1,
}
