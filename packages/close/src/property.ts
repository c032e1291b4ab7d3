export { checkProperty } from './lib/property/check-property.ts'
export type { PropertyOptions } from './lib/property/property-runs.ts'
export type {
  PropertyParameters,
  PropertyValues,
  SeedArbitraries,
  ValueArbitrary,
} from './lib/property/seed-arbitraries.ts'
