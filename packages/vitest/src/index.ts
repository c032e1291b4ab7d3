export { type LocalSandboxFixture, localSandboxTest } from './lib/local-sandbox-test.ts'
export { type SandboxFixture, sandboxTest, type SystemFixtures } from './lib/sandbox-test.ts'
