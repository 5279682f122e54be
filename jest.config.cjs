module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // Those run inside the sandbox, by configurations of their own.
  testPathIgnorePatterns: ['/node_modules/', '/test/e2e/', '/test/hostile/'],
  globalSetup: '<rootDir>/test/support/global-setup.cjs',
  transform: { '\\.[cm]?[jt]s$': '<rootDir>/test/support/esbuild-transform.cjs' },
  // jose is an ES module in node_modules
  transformIgnorePatterns: ['/node_modules/(?!(jose)/)'],
  testTimeout: 30000,
}
