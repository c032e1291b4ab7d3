export { expect } from '@playwright/test'
export { type CloseFixtures, type CloseOptions, test } from './lib/close-test.ts'
