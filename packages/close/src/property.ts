export {
  checkProperty,
  type PropertyOptions,
  type PropertyParameters,
  type PropertyValues,
  type SeedArbitraries,
} from './lib/check-property.ts'
