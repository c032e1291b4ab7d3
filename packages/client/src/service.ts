export { parseSeed } from './lib/parse-seed.ts'
export { defineService, type SandboxService } from './lib/sandbox-service.ts'
