export { printable } from './lib/errors/printable.ts'
export { redact } from './lib/errors/redact.ts'
export { formatPath } from './lib/errors/issues.ts'
