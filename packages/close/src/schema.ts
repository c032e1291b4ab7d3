export { closeDumpSchema } from './lib/close-dump-schema.ts'
export { closeSeedSchema } from './lib/close-seed-schema.ts'
export { closeService } from './lib/close-service.ts'
export {
  checkCloseSeed,
  parseCloseSeed,
  type CloseSeedCheck,
  type CloseSeedIssue,
} from './lib/parse-close-seed.ts'
