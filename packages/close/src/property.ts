export { checkProperty } from './lib/property/check-property.ts'
export type { PropertyOptions, PropertyParameters } from './lib/property/property-options.ts'
export type { PropertySandbox } from './lib/property/property-sandbox.ts'
export type {
  PropertyValues,
  SeedArbitraries,
  ValueArbitrary,
} from './lib/property/seed-arbitraries.ts'
