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
} from './lib/close-data.ts'
export {
  closeData,
  toCloseData,
  type CloseDataBuilder,
  type CloseSeed,
  type LeadNameOf,
} from './lib/close-data-builder.ts'
export type {
  ContactBuilder,
  ContactFields,
  Fill,
  LeadBuilder,
  LeadFields,
  OpportunityFields,
  TaskFields,
} from './lib/lead-builder.ts'
export { sampleCloseData, type SampleLeadName } from './lib/sample-close-data.ts'
export { usd, type Cents } from './lib/usd.ts'
