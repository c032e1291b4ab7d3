export { type LocalSandboxFixture, localSandboxTest } from './lib/local-sandbox-test.ts'
export {
  type CloseExpect,
  type ExpectSandbox,
  expect,
  type MatchersOf,
} from './lib/close-expect.ts'
export type { SandboxFixture, SandboxOf, SystemFixtures } from './lib/system-types.ts'
export { sandboxTest, type SystemTest, type SystemTestExtras } from './lib/sandbox-test.ts'
export type { DeclareProperty, PropertyTest } from './lib/test-prop.ts'
