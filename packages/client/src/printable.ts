export { printable } from './lib/errors/printable.ts'
