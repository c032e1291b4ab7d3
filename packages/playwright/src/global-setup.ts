// Playwright takes the default export of a global setup file, and nothing else.
export { startPlaywrightRun as default } from './lib/playwright-run.ts'
