export { missingName, nearMiss } from './lib/errors/near-miss.ts'
