export { defineService, type SandboxService } from './lib/sandbox-service.ts'
