export type { LinkWorkerFixtures } from './lib/link-fixtures.ts'
export type { SandboxOptions } from './lib/project-kind.ts'
export { type LocalSandboxFixture, localSandboxTest } from './lib/local-sandbox-test.ts'
export {
  type ExpectSystem,
  expect,
  type MatchersOf,
  type PlaywrightCloseMatchers,
  type SandboxExpect,
} from './lib/close-expect.ts'
export type { SandboxFixture, SandboxOf, SystemFixtures } from './lib/system-types.ts'
export {
  type SandboxTest,
  type ServerOption,
  sandboxTest,
  type SystemTest,
  type SystemTestExtras,
} from './lib/sandbox-test.ts'
export type { DeclareProperty, PropertyTest } from './lib/test-prop.ts'
