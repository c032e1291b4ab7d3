export { openService, type ServiceParts } from './lib/service/open-service.ts'
