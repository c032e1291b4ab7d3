export { ParsedSeed } from './lib/seeds/parsed-seed.ts'
export { parseSeed } from './lib/seeds/parse-seed.ts'
export {
  defineService,
  type RestDetails,
  type SandboxService,
  type SystemRest,
} from './lib/seeds/sandbox-service.ts'
