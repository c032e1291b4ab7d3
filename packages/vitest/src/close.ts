export { expect } from 'vitest'
export { type CloseFixtures, test } from './lib/close-test.ts'
