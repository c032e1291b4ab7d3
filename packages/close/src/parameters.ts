export { checkDeclaration } from './lib/property/checked-declaration.ts'
export { fixtureNames } from './lib/property/fixture-names.ts'
