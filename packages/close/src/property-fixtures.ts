export { checkDeclaration } from './lib/property/checked-declaration.ts'
export { withFixturesOf } from './lib/property/property-fixtures.ts'
