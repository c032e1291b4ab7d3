export {
  checkProperty,
  type PropertyOptions,
  type PropertyParameters,
  type PropertyValues,
  type SeedArbitraries,
} from './lib/property/check-property.ts'
