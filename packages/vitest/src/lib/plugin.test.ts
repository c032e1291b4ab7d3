import { expect, test } from 'vitest'
import { sandpit } from './plugin.ts'

test('sandpit() refuses what it does not have, in plain JavaScript too', () => {
  const options: object = { service: 'Hosted' }
  expect(() => sandpit(options)).toThrow(/has service: "Hosted"; did you mean 'hosted'\?/)
  const typo: object = { matcherTimeout: 5 }
  expect(() => sandpit(typo)).toThrow(
    /no option 'matcherTimeout'; did you mean 'matcherTimeoutMs'\?/,
  )
  expect(sandpit()).toHaveProperty('name', 'sandpit')
})
