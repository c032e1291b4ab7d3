export { askingFor } from './lib/property/asking-for.ts'
