import { AUTHORITY, BASE, USER, type Credential, type Forge } from './forge'

/** A CA below the test CA, published; a user of it with a proxy. */
export function below(
  f: Forge,
  extensions: readonly string[] = AUTHORITY,
  name = 'Sub',
): [file: string, directory: string, ca: Credential] {
  const ca = f.issue({ subject: `${BASE}/CN=${name}`, issuer: f.authority, extensions, key: f.key('other') })
  const user = f.issue({ subject: `${BASE}/OU=${name}/CN=carol`, issuer: ca, extensions: USER })
  return [f.file([f.proxy(user), user]), f.publish(ca, `${BASE}/*`), ca]
}
