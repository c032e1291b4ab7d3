export { type ClosesFixtures, closeSandboxes } from './lib/close-sandboxes.ts'
export {
  type CloseExpect,
  type ExpectSandbox,
  expect,
  type MatchersOf,
} from './lib/close-expect.ts'
export {
  type CloseFixtures,
  type CloseTest,
  closeTest,
  type CloseTestExtras,
  type FixtureCleanup,
  type SeededFixtures,
  test,
} from './lib/close-test.ts'
export type { DeclareProperty, PropertyTest } from './lib/test-prop.ts'
export type { SharedFixtures } from './lib/shared-test.ts'
