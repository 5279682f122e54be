/** The version, from package.json at bundling time. */
import { version } from '../../package.json'

export const VERSION: string = version
