/** A table of cases as a jest group, with one PKI for the group. */
import { missingTools, judgeCase, type Case } from './oracles'
import { Forge } from './forge'

/** `describe`, or `describe.skip` with the reason in its title. */
export function describeWithTools(title: string, body: () => void): void {
  const missing = missingTools()
  if (missing === undefined) describe(title, body)
  else describe.skip(`${title} [skipped: ${missing}]`, body)
}

/** A PKI that lives as long as the group. */
export function useForge(): () => Forge {
  let forge: Forge | undefined
  beforeAll(() => {
    forge = new Forge()
  })
  afterAll(() => forge?.remove())
  return () => {
    if (forge === undefined) throw new Error('the PKI is made before the first test')
    return forge
  }
}

export function describeCases(title: string, cases: readonly Case[]): void {
  describeWithTools(title, () => {
    const forge = useForge()
    test.each(cases.map((testCase) => [testCase.title, testCase] as const))('%s', async (_title, testCase) => {
      const { reason, surprises } = await judgeCase(forge(), testCase)
      expect(reason).toBe(testCase.reason)
      expect(surprises).toEqual([])
    })
  })
}
