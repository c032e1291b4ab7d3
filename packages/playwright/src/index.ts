export type { LinkWorkerFixtures } from './lib/link-fixtures.ts'
export {
  type SandboxFixture,
  type SandboxTest,
  sandboxTest,
  type SystemFixtures,
} from './lib/sandbox-test.ts'
