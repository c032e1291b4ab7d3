export { checkData, type DataIssue } from './lib/check/check-data.ts'
export { systemService } from './lib/check/system-service.ts'
