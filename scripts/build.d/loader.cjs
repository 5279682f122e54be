// Starts the decision program with the V8 code cache that `mapexec install` has made for exactly this program, this
// Node and these Node options; a cache that does not fit is ignored, and a launch then takes some milliseconds longer.
//
//   node decider.js                  the helper's call
//   node decider.js --write-cache    the installer's: runs the same, then writes to standard output what V8 has compiled
//   node decider.js --check-cache    status 0 where the cache fits
//
// V8 holds a cache against the length of its source only. Program and cache therefore carry the program's hash in
// their names, and this file, replaced in one step, names both.
'use strict'
const { readFileSync, writeSync } = require('node:fs')
const { Script } = require('node:vm')

const program = `${__dirname}/@PROGRAM@`
const [, , order] = process.argv

function readCache() {
  try {
    return readFileSync(`${program}.cache`)
  } catch {
    return undefined
  }
}

function writeCache() {
  const cache = script.createCachedData()
  for (let at = 0; at < cache.length;) at += writeSync(1, cache, at)
}

// The bundle is one function expression (build.mjs), and ASCII (esbuild's default), which latin1 reads fastest.
const script = new Script(readFileSync(`${program}.js`, 'latin1'), {
  filename: `${program}.js`,
  cachedData: order === '--write-cache' ? undefined : readCache(),
})
if (order === '--check-cache') {
  process.exitCode = script.cachedDataRejected === false ? 0 : 1
} else {
  if (order === '--write-cache') process.on('exit', writeCache)
  script.runInThisContext()(exports, require, module, `${program}.js`, __dirname)
}
