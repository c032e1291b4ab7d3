export { anyCloseData } from './lib/arbitrary/any-close-data.ts'
export { anyContact } from './lib/arbitrary/any-contact.ts'
export { anyEmail } from './lib/arbitrary/any-email.ts'
export { anyLead } from './lib/arbitrary/any-lead.ts'
export { anyOpportunity } from './lib/arbitrary/any-opportunity.ts'
export { anyPhone } from './lib/arbitrary/any-phone.ts'
export { anyTask } from './lib/arbitrary/any-task.ts'
export type {
  CloseDataConstraints,
  ContactConstraints,
  Count,
  EmailConstraints,
  LeadConstraints,
  OpportunityConstraints,
  PhoneConstraints,
  TaskConstraints,
} from './lib/fields/constraints.ts'
export { hostileEmail } from './lib/arbitrary/hostile-email.ts'
export { hostilePhone } from './lib/arbitrary/hostile-phone.ts'
export { hostileContact } from './lib/arbitrary/hostile-contact.ts'
export { hostileOpportunity } from './lib/arbitrary/hostile-opportunity.ts'
export { hostileTask } from './lib/arbitrary/hostile-task.ts'
export { hostileLead } from './lib/arbitrary/hostile-lead.ts'
export { hostileCloseData } from './lib/arbitrary/hostile-close-data.ts'
export { invalidCloseData } from './lib/arbitrary/invalid-close-data.ts'
export type { InvalidCloseData } from './lib/families/invalid-field.ts'
