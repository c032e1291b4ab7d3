export { fixtureNames } from './lib/property/fixture-names.ts'
