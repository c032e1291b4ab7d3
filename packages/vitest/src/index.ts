export { type SandboxFixture, sandboxTest, type SystemFixtures } from './lib/sandbox-test.ts'
