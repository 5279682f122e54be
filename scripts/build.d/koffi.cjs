// Stands in for the package `koffi` in the bundles: its native module, from beside the bundle. The package's own
// JavaScript only looks for that file and adds deprecated names.
/* global KOFFI_FILE, KOFFI_VERSION -- esbuild puts their values here */
const { join } = require('node:path')

const native = { exports: {} }
process.dlopen(native, join(__dirname, KOFFI_FILE))
if (native.exports.version !== KOFFI_VERSION)
  throw new Error(`${KOFFI_FILE} is koffi ${native.exports.version}, not ${KOFFI_VERSION}`)
module.exports = native.exports
