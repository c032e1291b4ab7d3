export { printable } from './lib/errors/printable.ts'
export { formatPath } from './lib/errors/issues.ts'
