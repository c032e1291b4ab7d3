export { type ClosesFixtures, closeSandboxes } from './lib/close-sandboxes.ts'
export {
  type ExpectSystem,
  expect,
  type MatchersOf,
  type PlaywrightCloseMatchers,
  type SandboxExpect,
} from './lib/close-expect.ts'
export {
  type CloseFixtures,
  type CloseOptions,
  type CloseTest,
  type CloseWorkerFixtures,
  closeTest,
  type CloseTestExtras,
  type SeededArgs,
  test,
} from './lib/close-test.ts'
export type { DeclareProperty, PropertyTest } from './lib/test-prop.ts'
export type { LinkWorkerFixtures } from './lib/link-fixtures.ts'
export type { SandboxOptions } from './lib/project-kind.ts'
