export type { LinkWorkerFixtures } from './lib/link-fixtures.ts'
export type { SandboxOptions } from './lib/project-kind.ts'
export { type LocalSandboxFixture, localSandboxTest } from './lib/local-sandbox-test.ts'
export {
  type SandboxFixture,
  type SandboxTest,
  type ServerOption,
  sandboxTest,
  type SystemFixtures,
} from './lib/sandbox-test.ts'
