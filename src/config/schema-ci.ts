/** `[ci]`: its keys belong to the CI stages (src/executor/), which judge them. */
import { free } from './schema-language'

export const ciTable = () => free('The four stages of the GitLab custom executor.')
