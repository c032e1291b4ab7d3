export {
  type DeclaredProperty,
  type PropertyTurn,
  runDeclared,
} from './lib/property/declared-property.ts'
export type { PropertyParameters } from './lib/property/property-options.ts'
export type { PropertySandbox } from './lib/property/property-sandbox.ts'
export type {
  PropertyValues,
  SeedArbitraries,
  ValueArbitrary,
} from './lib/property/seed-arbitraries.ts'
