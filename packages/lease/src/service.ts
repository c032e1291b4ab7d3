export { openService, type ServiceParts } from './lib/open-service.ts'
