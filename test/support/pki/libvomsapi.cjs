/*
 * The field's own verifier of attribute certificates as an oracle: libvomsapi.so.1 (voms_apic.h), in a process of its own,
 * because it brings the system's libcrypto with it. Arguments: proxy file; environment: X509_CERT_DIR, X509_VOMS_DIR.
 * Prints one JSON line: {"accepted": boolean, "error": number, "fqans": [..]}.
 */
const koffi = require('koffi')

const RECURSE_CHAIN = 0
const library = koffi.load('libvomsapi.so.1', { deep: true, lazy: true })
const init = library.func('void *VOMS_Init(const char *, const char *)')
const retrieve = library.func('int VOMS_RetrieveFromFile(void *, int, void *, _Out_ int *)')
const fopen = koffi.load(null).func('void *fopen(const char *, const char *)')

const Data = koffi.struct({ cdir: 'char *', vdir: 'char *', data: 'void *' })
const Voms = koffi.struct({
  siglen: 'int',
  signature: 'void *',
  user: 'char *',
  userca: 'char *',
  server: 'char *',
  serverca: 'char *',
  voname: 'char *',
  uri: 'char *',
  date1: 'char *',
  date2: 'char *',
  type: 'int',
  std: 'void *',
  custom: 'void *',
  datalen: 'int',
  version: 'int',
  fqan: 'void *',
})

const handle = init(process.env.X509_VOMS_DIR, process.env.X509_CERT_DIR)
const error = [0]
const accepted = retrieve(fopen(process.argv[2], 'r'), RECURSE_CHAIN, handle, error) === 1
const fqans = []
if (accepted) {
  const { data } = koffi.decode(handle, Data)
  const { fqan } = koffi.decode(koffi.decode(data, 'void *'), Voms)
  for (let at = 0; koffi.decode(fqan, at, 'void *') !== null; at += 8) fqans.push(koffi.decode(fqan, at, 'char *'))
}
console.log(JSON.stringify({ accepted, error: error[0], fqans }))
