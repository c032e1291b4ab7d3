export { checkDeclaration, withFixturesOf } from './lib/property/property-fixtures.ts'
