export { expect, type PlaywrightCloseMatchers } from './lib/close-expect.ts'
export {
  type CloseFixtures,
  type CloseOptions,
  type CloseTest,
  type CloseWorkerFixtures,
  test,
} from './lib/close-test.ts'
export { type PropertyTest, testProp } from './lib/test-prop.ts'
export type { McpTools } from './lib/mcp-tools.ts'
