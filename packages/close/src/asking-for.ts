export { askingFor } from './lib/asking-for.ts'
