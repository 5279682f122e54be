// Starts one of our programs with the V8 code caches that `mapexec install` has made for exactly this program, this Node
// and these Node options; a cache that does not fit is ignored, and the start then takes some milliseconds longer.
//
//   node decider.js                  the helper's call; cli.js …: the door's
//   node decider.js --write-cache    the installer's: writes to standard output what V8 has compiled: JSON, part → base64
//   node decider.js --check-cache    status 0 where the caches fit
//
// V8 holds a cache against the length of its source only. Program and caches therefore carry the program's hash in
// their names, and this file, replaced in one step, names both.
'use strict'
const { readFileSync, writeSync } = require('node:fs')
const { Script } = require('node:vm')

const program = `${__dirname}/@PROGRAM@`
/** Module → part of the program (parts.mjs). What is not in here is Node's own. */
const PARTS = JSON.parse('@PARTS@')
const [, , order] = process.argv
/** Of the parts that are loaded: part → script, and module → what it exports. */
const scripts = new Map()
const published = {}

const pathOf = (part) => (part === 'main' ? program : `${program}.${part}`)

function readCache(part) {
  try {
    return order === '--write-cache' ? undefined : readFileSync(`${pathOf(part)}.cache`)
  } catch {
    return undefined
  }
}

// A part is one function expression (build.mjs), and ASCII (esbuild's default), which latin1 reads fastest.
const compile = (part) =>
  new Script(readFileSync(`${pathOf(part)}.js`, 'latin1'), {
    filename: `${pathOf(part)}.js`,
    cachedData: readCache(part),
  })

function load(name) {
  const part = PARTS[name]
  if (part === undefined) return require(name)
  if (!scripts.has(part)) {
    const script = compile(part)
    scripts.set(part, script)
    const publish = (modules) => Object.assign(published, modules)
    script.runInThisContext()(load, publish, `${pathOf(part)}.js`, __dirname)
  }
  return published[name]
}

function writeCaches() {
  const parts = [...scripts].filter(([part]) => part !== 'rehearsal')
  const text = JSON.stringify(
    Object.fromEntries(parts.map(([part, script]) => [part, script.createCachedData().toString('base64')])),
  )
  for (let at = 0; at < text.length;) at += writeSync(1, text.slice(at), null, 'latin1')
}

/** Of what is played through (src/rehearsal/) V8 keeps what ran: every launch takes in all of it. */
function rehearse() {
  process.on('exit', writeCaches)
  load('./main.js')
}

/** Where nothing is played through, every function. What V8 is told meanwhile is no option that a cache depends on. */
function compileAll() {
  const { setFlagsFromString } = require('node:v8')
  setFlagsFromString('--no-lazy')
  for (const part of new Set(Object.values(PARTS))) scripts.set(part, compile(part))
  setFlagsFromString('--lazy')
  writeCaches()
}

/** The main part is always needed; what else there is must fit, too. */
const isFit = (part) => (compile(part).cachedDataRejected ?? part === 'main') === false

if (order === '--check-cache') {
  process.exitCode = [...new Set(Object.values(PARTS))].every(isFit) ? 0 : 1
} else if (order === '--write-cache') {
  if ('./rehearsal.js' in PARTS) rehearse()
  else compileAll()
} else {
  load('./main.js')
}
