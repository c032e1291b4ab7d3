export { closeDumpSchema } from './lib/schema/close-dump-schema.ts'
export { closeSeedSchema } from './lib/schema/close-seed-schema.ts'
export { closeService } from './lib/schema/close-service.ts'
export {
  checkCloseSeed,
  parseCloseSeed,
  type CloseSeedCheck,
  type CloseSeedIssue,
} from './lib/schema/parse-close-seed.ts'
export { likelyRefusals, type LikelyRefusal } from './lib/schema/likely-refusals.ts'
