// Before all tests: what is generated from src/config/schema.ts has to be there and of now.
const { execFileSync } = require('node:child_process')
const { join } = require('node:path')

module.exports = () => {
  execFileSync(process.execPath, [join(__dirname, '../../scripts/generate.mjs')], { stdio: 'inherit' })
}
