export {
  type LocalSandboxFixture,
  localSandboxTest,
  type ServerOf,
} from './lib/local-sandbox-test.ts'
export { type SandboxFixture, sandboxTest, type SystemFixtures } from './lib/sandbox-test.ts'
