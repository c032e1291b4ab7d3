export type { SystemData, SystemServer } from './data.ts'
