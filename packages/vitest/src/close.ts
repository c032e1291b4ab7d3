export { type CloseExpect, expect } from './lib/close-expect.ts'
export { type CloseFixtures, type CloseTest, type SeededFixtures, test } from './lib/close-test.ts'
export type { PropertyTest } from './lib/test-prop.ts'
