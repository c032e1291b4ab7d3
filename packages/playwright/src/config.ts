export { sandpit, type SandpitOptions } from './lib/sandpit-config.ts'
