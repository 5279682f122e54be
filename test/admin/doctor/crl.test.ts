import { crlDates } from '../../../src/admin/doctor/crl'
import { caWithCrl } from '../../support/healthy'

const ca = caWithCrl()
const DAY = 86_400

describe('crlDates', () => {
  test('reads what OpenSSL wrote', () => {
    const dates = crlDates(ca.crl)
    expect(Math.abs((dates?.last ?? 0) - ca.made)).toBeLessThan(120)
    expect((dates?.next ?? 0) - (dates?.last ?? 0)).toBe(7 * DAY)
  })
  test('takes nothing else for a revocation list', () =>
    expect(
      [ca.certificate, Buffer.alloc(0), Buffer.from('3084ffffffff', 'hex'), Buffer.from('<html>')].map(crlDates),
    ).toEqual(Array(4).fill(undefined)))
  test('survives a list that is cut anywhere', () => {
    const der = Buffer.from(ca.crl.toString().replace(/-----.*-----|\n/g, ''), 'base64')
    expect(crlDates(der)).toEqual(crlDates(ca.crl))
    for (let length = 0; length < der.length; length++) expect(crlDates(der.subarray(0, length))).toBeUndefined()
  })
})
