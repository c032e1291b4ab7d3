import { expect, test } from 'vitest'
import { sandpit } from './sandpit-config.ts'

test('sandpit() refuses what it does not have, in plain JavaScript too', () => {
  const options: object = { service: 'Hosted' }
  expect(() => sandpit({}, options)).toThrow(/has service: "Hosted"; did you mean 'hosted'\?/)
})
