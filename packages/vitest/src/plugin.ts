export { sandpit, type SandpitOptions } from './lib/plugin.ts'
