export { expect } from './lib/close-expect.ts'
export { type CloseFixtures, type CloseOptions, test } from './lib/close-test.ts'
