export type { LinkFixtures, LinkWorkerFixtures } from './lib/link-test.ts'
export {
  type SandboxFixtures,
  type SandboxOptions,
  type SandboxTest,
  sandboxTest,
} from './lib/sandbox-test.ts'
export type { TestSandbox } from './lib/test-sandbox.ts'
