type Texts = readonly [string, ...string[]]

/** What is sold, by how often it pays; the simplest of all is `Renewal`. */
export const DEALS: Readonly<Record<string, Texts>> = {
  one_time: [
    'Implementation project',
    'Data migration',
    'Hardware refresh',
    'Security audit',
    'Staff training',
    'Custom integration',
    'Website redesign',
    'Warehouse fit-out',
  ],
  monthly: [
    'Managed hosting',
    'Support plan',
    'Marketing retainer',
    'Payroll service',
    'Monitoring service',
    'Seat upgrade',
    'Leasing contract',
  ],
  annual: [
    'Renewal',
    'Annual subscription',
    'Enterprise licence',
    'Maintenance contract',
    'Platform renewal',
    'Multi-seat licence',
    'Service agreement',
  ],
}

/** What a deal is about, after the deal itself. */
export const OCCASIONS: Texts = [
  '',
  '',
  ' for the head office',
  ' for two branches',
  ' (pilot)',
  ' 2026',
]

/** What is to be done with somebody; `%` stands for the name. */
export const TASKS_WITH_PEOPLE: Texts = [
  'Call %',
  'Call % about pricing',
  'Send % the proposal',
  'Schedule a demo with %',
  'Follow up with % on the contract',
  'Ask % for references',
  'Invite % to the workshop',
  'Send case studies to %',
  'Answer the security questions of %',
  'Confirm the budget with %',
]

/** What is to be done; the simplest is `Follow up`. */
export const TASKS: Texts = [
  'Follow up',
  'Prepare the quote',
  'Review the contract',
  'Update the forecast',
  'Check the payment terms',
  'Draft the business review',
  'Plan the onboarding',
  'Clarify the data protection terms',
]

/** Labels that a new organization has, and how many of a hundred leads carry each. */
export const STATUSES: readonly (readonly [label: string, percent: number])[] = [
  ['Potential', 60],
  ['Qualified', 25],
  ['Bad Fit', 5],
]
