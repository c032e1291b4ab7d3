export { withFixturesOf } from './lib/property/property-fixtures.ts'
