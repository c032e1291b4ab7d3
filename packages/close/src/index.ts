export type {
  CloseContact,
  CloseData,
  CloseEmail,
  CloseLead,
  CloseLeadStatus,
  CloseOpportunity,
  ClosePeriod,
  ClosePhone,
  CloseTask,
} from './lib/data/close-data.ts'
export type { CloseDump, DumpedContact, DumpedLead } from './lib/data/close-dump.ts'
export {
  closeData,
  toCloseData,
  type CloseDataBuilder,
  type CloseSeed,
  type LeadNameOf,
} from './lib/data/close-data-builder.ts'
export type {
  ContactBuilder,
  ContactFields,
  Fill,
  LeadBuilder,
  LeadFields,
  OpportunityFields,
  TaskFields,
} from './lib/data/lead-builder.ts'
export { sampleCloseData, type SampleLeadName } from './lib/data/sample-close-data.ts'
export { usd, type Cents } from './lib/data/usd.ts'
