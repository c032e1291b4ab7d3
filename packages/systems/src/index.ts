export type { SystemData, SystemServer } from './data.ts'
export type { ListName, ListPart, SystemMatchers } from './lib/system-matchers.ts'
