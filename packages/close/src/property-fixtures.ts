export { bodyOf, checkDeclaration, withFixturesOf } from './lib/property/property-fixtures.ts'
