import fc, { type Arbitrary } from 'fast-check'
import { other, own } from './later.ts'
import { pick } from './pick.ts'
import type { Family } from './family.ts'
import { textsAbout } from './texts.ts'
import { moment, seconds } from './times.ts'

/** What numbers, lists of texts and free-form objects are like, by `Type.field` or by field. */
export const OTHER_FAMILIES: Readonly<Record<string, Family>> = {
  // Numbers.
  actual_cost: thousands(20),
  age_days: fc.constantFrom(30, 90, 365),
  amount: thousands(200),
  budget: thousands(100),
  col: fc.nat({ max: 5 }),
  columnCount: fc.constant(26),
  confidence: fc.integer({ min: 1, max: 19 }).map((step) => step * 5),
  duration: fc.constantFrom(15, 30, 60, 120),
  employees: fc.constantFrom(10, 50, 200, 1500),
  expected_revenue: thousands(200),
  frequency: fc.constantFrom(1, 3, 12),
  hours: fc.constantFrom(1, 0.5, 2, 7.5),
  id: 'absent',
  index: 'absent',
  num_newer_versions: fc.constantFrom(1, 3),
  points_possible: fc.constantFrom(1, 5, 10, 100),
  position: 'absent',
  priority: fc.integer({ min: 1, max: 4 }),
  probability: fc.constantFrom(10, 50, 90),
  quantity: fc.integer({ min: 1, max: 5 }),
  retention_days: fc.constantFrom(30, 90),
  revenue: thousands(5000),
  row: fc.nat({ max: 20 }),
  rowCount: fc.constantFrom(100, 1000),
  scale_high: fc.constantFrom(5, 10),
  scale_low: fc.constantFrom(0, 1),
  size: fc.constantFrom(1024, 20_480),
  stock: fc.nat({ max: 200 }),
  stock_quantity: fc.nat({ max: 200 }),
  time_limit: fc.constantFrom(30, 60),
  timestamp: seconds,
  value: fc.integer({ min: 1, max: 19 }).map((step) => step * 50_000),
  'GoogleSheetsCell.value': fc.oneof(
    pick(textsAbout('product')),
    fc.nat({ max: 1000 }),
    fc.boolean(),
  ),

  // Lists of texts.
  bcc: mails(0),
  categories: some(['News', 'Product', 'Company']),
  cc: mails(0),
  cc_addresses: mails(0),
  days: some(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'], 1),
  event_attendees: mails(0),
  labels: some(textsAbout('label')),
  'GmailMessage.labels': fc.constantFrom(
    ['INBOX'],
    ['INBOX', 'UNREAD'],
    ['INBOX', 'STARRED'],
    ['SENT'],
  ),
  parents: 'absent',
  recurrence: fc.constantFrom(['RRULE:FREQ=WEEKLY;COUNT=4'], ['RRULE:FREQ=DAILY;COUNT=5']),
  submission_types: some(['online_text_entry', 'online_upload'], 1),
  tags: some(textsAbout('label')),
  to: mails(1),
  to_addresses: mails(1),
  'DropboxData.folders': some(textsAbout('folder').map((name) => `/${name}`)),

  // Free-form objects, in the form that each system gives them (inferred).
  'CloseContact.emails': listOf({ email: own(({ person }) => person.email), type: word('office') }),
  'CloseContact.phones': listOf({ phone: own(({ person }) => person.phone), type: word('office') }),
  'OutlookCalendarEvent.start_time': fc.record({ dateTime: moment, timeZone: word('UTC') }),
  'OutlookCalendarEvent.end_time': fc.record({ dateTime: moment, timeZone: word('UTC') }),
  'OutlookMailMessage.content': fc.record({
    contentType: word('text'),
    content: pick(textsAbout('paragraph')),
  }),
  'OutlookMailMessage.from': fc.record({
    emailAddress: fc.record({
      name: own(({ person }) => person.name),
      address: own(({ person }) => person.email),
    }),
  }),
  'QuickBooksData.accounts': listOf({
    Name: fc.constantFrom('Checking', 'Sales', 'Rent'),
    AccountType: fc.constantFrom('Bank', 'Income', 'Expense'),
  }),
  'QuickBooksData.customers': listOf({ DisplayName: other(({ person }) => person.name) }),
  'QuickBooksData.vendors': listOf({ DisplayName: other(({ company }) => company.name) }),
  'QuickBooksData.invoices': listOf({
    CustomerRef: fc.record({ name: other(({ person }) => person.name) }),
    TotalAmt: thousands(20),
  }),
  'QuickBooksData.payments': listOf({
    CustomerRef: fc.record({ name: other(({ person }) => person.name) }),
    TotalAmt: thousands(20),
  }),
  'WooCommerceCustomer.billing': postalAddress(),
  'WooCommerceCustomer.shipping': postalAddress(),
  'WooCommerceProduct.categories': listOf({ name: fc.constantFrom('Office', 'Kitchen', 'Travel') }),
  'WooCommerceProduct.images': 'absent',
  'ResendEmail.tags': listOf({
    name: word('campaign'),
    value: fc.constantFrom('spring', 'autumn'),
  }),
  'CanvasCourse.announcements': listOf({
    title: pick(textsAbout('meeting')),
    message: pick(textsAbout('sentence')),
  }),
  'PostgresTable.columns': columns({
    id: 'integer',
    name: 'text',
    email: 'text',
    total: 'numeric',
  }),
  'SupabaseTable.columns': columns({ id: 'int8', name: 'text', email: 'text', total: 'numeric' }),
  'PostgresTable.rows': fc.array(row(), { maxLength: 4 }),
  'SupabaseTable.rows': fc.array(row(), { maxLength: 4 }),
  'SnowflakeTable.columns': columnList(
    { id: 'INTEGER', name: 'VARCHAR', total: 'FLOAT' },
    'data_type',
  ),
  'SnowflakeRow.values': row(),
  'AirtableTable.fields': columnList(
    { name: 'singleLineText', email: 'email', total: 'number' },
    'type',
  ),
  'AirtableRecord.fields': row(),
  'NotionDataSource.fields': 'absent',
  'NotionPage.attributes': 'absent',
  'MongoIndex.keys': fc.uniqueArray(
    fc.tuple(fc.constantFrom('name', 'email', 'total'), fc.constantFrom(1, -1)),
    { minLength: 1, maxLength: 2, selector: ([field]) => field },
  ),
  'GoogleFormsQuestion.options': fc
    .uniqueArray(pick(textsAbout('answer')), { minLength: 2, maxLength: 4 })
    .map((answers) => answers.map((value) => ({ value }))),
  answers: listOf({
    answer_text: pick(textsAbout('answer')),
    answer_weight: fc.constantFrom(0, 100),
  }),
  category_definitions: 'absent',
  column_values: 'absent',
  documents: listOf({
    name: own(({ person }) => person.name),
    email: own(({ person }) => person.email),
    total: fc.nat({ max: 1000 }),
  }),
  json_data: fc.record({
    user: own(({ person }) => person.email),
    status: fc.constantFrom(200, 500),
  }),
  'GoogleCloudComputeInstance.labels': fc.record({ team: fc.constantFrom('sales', 'data') }),
  metadata: fc.record({ source: fc.constantFrom('chat', 'mail') }),
  options: 'absent',
  resource_labels: fc.record({ zone: fc.constantFrom('us-central1-a', 'europe-west1-b') }),
}

/** A row with a value for every column there may be; those that its table has are kept. */
function row(): Arbitrary<unknown> {
  return other(({ person: { name, email }, number }) => ({
    id: number,
    name,
    email,
    total: number * 10,
  }))
}

/** The first column, and any of the others. */
function columns(types: Readonly<Record<string, string>>): Arbitrary<object> {
  const [first, ...others] = Object.entries(types)
  return fc
    .subarray(others)
    .map((chosen) => Object.fromEntries([...(first ? [first] : []), ...chosen]))
}

function columnList(
  types: Readonly<Record<string, string>>,
  typeField: string,
): Arbitrary<readonly object[]> {
  return columns(types).map((chosen) =>
    Object.entries(chosen).map(([name, type]) => ({ name, [typeField]: type as unknown })),
  )
}

function word(text: string): Arbitrary<string> {
  return fc.constant(text)
}

function thousands(most: number): Arbitrary<number> {
  return fc.integer({ min: 1, max: most }).map((count) => count * 1000)
}

function some(texts: readonly string[], minLength = 0): Arbitrary<readonly string[]> {
  return fc.uniqueArray(pick(texts), { minLength, maxLength: 3 })
}

function mails(minLength: number): Arbitrary<readonly unknown[]> {
  return fc.array(
    other(({ person }) => person.email),
    { minLength, maxLength: 2 },
  )
}

function listOf(
  fields: Readonly<Record<string, Arbitrary<unknown>>>,
): Arbitrary<readonly object[]> {
  return fc.array(fc.record(fields), { maxLength: 2 })
}

function postalAddress(): Arbitrary<object> {
  return fc.record({
    first_name: own(({ person }) => person.firstName),
    last_name: own(({ person }) => person.lastName),
    city: own(({ company }) => company.city),
  })
}
