import { activityResources, historyResources } from '../activities/activity-resources.ts'
import { contacts } from './contact-resource.ts'
import { leads } from './lead-resource.ts'
import { opportunities } from './opportunity-resource.ts'
import { catalogResources } from '../catalog/catalog.ts'
import type { Resource } from '../call/resource.ts'
import { leadStatuses, opportunityStatuses } from './status-resources.ts'
import { tasks } from './task-resource.ts'
import { users } from './user-resource.ts'

/** What the MCP server's tools work on, by its path under Close's API. */
export const resources: ReadonlyMap<string, Resource> = new Map([
  ['lead', leads],
  ['contact', contacts],
  ['opportunity', opportunities],
  ['task', tasks],
  ['user', users],
  ['status/lead', leadStatuses],
  ['status/opportunity', opportunityStatuses],
  ...activityResources,
])

/** Every resource of Close's REST API. */
export const restResources: ReadonlyMap<string, Resource> = new Map([
  ...resources,
  ...historyResources,
  ...catalogResources,
])
