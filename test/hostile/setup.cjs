// Before all hostile tests: the hostile programs are compiled to /sandbox/bin, where every account may execute them.
const { execFileSync } = require('node:child_process')
const { existsSync, mkdirSync } = require('node:fs')
const { join } = require('node:path')
const common = require('../support/global-setup.cjs')

const PROGRAMS = {
  hostile: ['hostile.c', 'privilege.c'],
  player: ['player.c'],
  show: ['show.c'],
  judge: ['judge.c'],
  pest: ['pest.c'],
  nth: ['nth.c'],
  stuck: ['stuck.c'],
}

module.exports = () => {
  if (!existsSync('/sandbox')) throw new Error('run these tests through scripts/sandbox')
  common()
  const bin = '/sandbox/bin'
  mkdirSync(bin, { recursive: true, mode: 0o755 })
  for (const [name, sources] of Object.entries(PROGRAMS)) {
    const flags = ['-std=gnu11', '-D_GNU_SOURCE', '-Wall', '-Wextra', '-Werror', '-O1', '-static', '-pthread']
    execFileSync('gcc', [...flags, '-o', `${bin}/${name}`, ...sources.map((file) => join(__dirname, 'c', file))], {
      stdio: 'inherit',
    })
  }
}
