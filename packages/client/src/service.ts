export { parseSeed } from './lib/seeds/parse-seed.ts'
export { defineService, type SandboxService } from './lib/seeds/sandbox-service.ts'
