import type { Arbitrary } from 'fast-check'
import { other, own } from './later.ts'
import { pick } from './pick.ts'
import { type Topic, textsAbout } from './texts.ts'
import { day, hour, moment } from './times.ts'

/** A value of the family; `absent` for what only the service knows, such as its own ids. */
export type Family = Arbitrary<unknown> | 'absent'

/** What texts are like, by `Type.field`, or by field for all types that are not named. */
export const TEXT_FAMILIES: Readonly<Record<string, Family>> = {
  ...absent(
    `account_id agent_id app_id assignee assignee_id channel_id chat_id contact_id created_at email_id
    event_id filter_jql gid id md5_hash member_id message_id run_id sepa_iban topic_id updated_at url
    user_id workspace_id rgs_code exclude_preferences include_preferences processing_instructions
    default_value formula image display_icon response_format`,
  ),
  'MoneybirdLedgerAccount.account_id': words('1000 1100 4000 8000'),
  'GoogleCloudBigQueryDataset.id': about('table'),
  'GoogleCloudBigQueryTable.id': about('table'),

  // People and companies: an object is about one of each.
  first_name: own(({ person }) => person.firstName),
  firstname: own(({ person }) => person.firstName),
  last_name: own(({ person }) => person.lastName),
  lastname: own(({ person }) => person.lastName),
  member_name: own(({ person }) => person.name),
  customer_name: own(({ person }) => person.name),
  'CloseContact.name': own(({ person }) => person.name),
  'GoogleCalendarAttendee.name': own(({ person }) => person.name),
  'ShopifyCustomer.name': own(({ person }) => person.name),
  username: own(({ person }) => person.firstName.toLowerCase()),
  email: own(({ person }) => person.email),
  email_address: own(({ person }) => person.email),
  member_email: own(({ person }) => person.email),
  user_email: own(({ person }) => person.email),
  customer_email: own(({ person }) => person.email),
  from: own(({ person }) => person.email),
  from_addr: own(({ person }) => person.email),
  to: other(({ person }) => person.email),
  to_addr: other(({ person }) => person.email),
  cc: other(({ person }) => person.email),
  cc_addr: other(({ person }) => person.email),
  bcc: other(({ person }) => person.email),
  bcc_addr: other(({ person }) => person.email),
  reply_to: own(({ person }) => person.email),
  phone: own(({ person }) => person.phone),
  mobile: own(({ person }) => person.phone),
  phone_number: own(({ person }) => person.phone),
  customer_phone: own(({ person }) => person.phone),
  job_title: own(({ person }) => person.title),
  'SalesforceContact.title': own(({ person }) => person.title),
  'SalesforceLead.title': own(({ person }) => person.title),
  company: own(({ company }) => company.name),
  company_name: own(({ company }) => company.name),
  'CloseLead.name': own(({ company }) => company.name),
  'SalesforceAccount.name': own(({ company }) => company.name),
  vendor: own(({ company }) => company.name),
  website: own(({ company }) => `https://${company.domain}`),
  website_domain: own(({ company }) => company.domain),
  industry: own(({ company }) => company.industry),
  city: own(({ company }) => company.city),
  country: own(({ company }) => company.country),
  'ShopifyCustomer.state': words('MA CO NY CA'),
  'SalesforceAddress.state': words('MA CO NY CA'),
  state_region: words('Massachusetts Colorado Bavaria Ontario'),
  street: words('1|2|3|10|24', ' Main Street'),
  address: words('1|2|3|10|24', ' Main Street'),
  address1: words('1|2|3|10|24', ' Main Street'),
  postal_code: words('02108 80202 10115 3511'),
  zip: words('02108 80202 10001 94103'),
  zipcode: words('3511 1012 10115 2000'),

  // Times.
  date: day,
  'PosteEmail.date': moment,
  deadline: day,
  close_date: day,
  created_before: day,
  due_at: moment,
  due_date: day,
  due_datetime: moment,
  end_date: day,
  endDate: day,
  endTime: moment,
  'CalcomOverride.endTime': hour,
  'CalcomTimeSlot.endTime': hour,
  expected_close_date: day,
  publish_date: moment,
  received_date_time: moment,
  scheduled_at: moment,
  sent_at: moment,
  start_date: day,
  startDate: day,
  startTime: moment,
  'CalcomOverride.startTime': hour,
  'CalcomTimeSlot.startTime': hour,
  timestamp: moment,
  timeZone: words('UTC Europe/Berlin America/New_York Asia/Tokyo'),
  timezone: words('UTC Europe/Berlin America/New_York Asia/Tokyo'),

  // Amounts that are written as text.
  amount: words('1 2 5 10'),
  employee_count: words('10 50 200 1500'),
  price: words('10.00 19.99 49.00 250.00'),
  regular_price: words('10.00 19.99 49.00 250.00'),
  row_count: words('0 10 2500'),
  size: words('1024 20480 1048576'),
  'HubSpotDeal.value': words('1000 4800 25000 120000'),
  yearly_revenue: words('100000 2500000 40000000'),
  currency: words('EUR USD GBP'),

  // Words that a system knows. The document takes any text; these are what the systems use (inferred).
  account_type: words('revenue expenses current_assets equity'),
  action: words('Delete SetStorageClass'),
  action_storage_class: words('NEARLINE COLDLINE'),
  block_type: words('paragraph heading_1 to_do bulleted_list_item'),
  board_kind: words('public private share'),
  category: words('Office Kitchen Travel Audio'),
  color: words('#037f4c #e2445c #fdab3d'),
  content_type: words('text/plain text/csv application/pdf'),
  course_code: words('STAT101 HIST200 MATH210 CS350'),
  data_type: words('INTEGER VARCHAR FLOAT BOOLEAN DATE'),
  department: words('Sales Finance Engineering Operations'),
  filter: words('severity>=ERROR resource.type=gce_instance'),
  financial_status: words('pending paid refunded'),
  folder: words('INBOX Sent Archive'),
  frequency_type: words('month year week'),
  identifier: words('DOCS TEAM HR ENG'),
  'MoneybirdProduct.identifier': words('P-1 P-2 P-3 P-4'),
  issue_type: words('Task Bug Story'),
  key: words('WEB APP OPS DATA HR'),
  kind: words('open closed'),
  'GoogleCalendarEvent.location': words('Room 1|Room 2|Online|Head office', ''),
  'GoogleWorkspaceAtlasGoogleCalendarEvent.location': words('Room 1|Room 2|Online|Head office', ''),
  event_location: words('Room 1|Room 2|Online|Head office', ''),
  location: words('US EU us-central1'),
  log_name: words('app nginx billing'),
  machine_type: words('e2-micro e2-small n2-standard-2'),
  mimeType: words('text/plain text/csv application/pdf'),
  mode: words('NULLABLE REQUIRED REPEATED'),
  origin: words('Email Phone Web'),
  payment_method: words('bacs cod paypal'),
  payment_method_title: words('Bank transfer|Cash on delivery|PayPal', ''),
  period: words('one_time monthly annual'),
  pipeline: words('default'),
  priority: words('Medium High Low'),
  'MotionProject.priority': words('MEDIUM HIGH LOW ASAP'),
  'MotionTask.priority': words('MEDIUM HIGH LOW ASAP'),
  priority_level: words('MEDIUM HIGH LOW'),
  privacy_status: words('private public unlisted'),
  project_type: words('software business'),
  question_type: words('multiple_choice_question true_false_question short_answer_question'),
  quiz_type: words('assignment practice_quiz'),
  rating: words('Hot Warm Cold'),
  reason: words('Installation Performance Billing'),
  reference: words('INV-1 INV-2 INV-3 INV-4'),
  repo_type: words('model dataset space'),
  resource_type: words('gce_instance cloud_function global'),
  role: words('user assistant'),
  'CanvasEnrollment.role': words('StudentEnrollment TeacherEnrollment TaEnrollment'),
  severity: words('INFO WARNING ERROR'),
  sku: words('SKU-1 SKU-2 SKU-3 SKU-4'),
  source: words('Web Referral Partner'),
  stage: words('Prospecting|Qualification|Closed Won|Closed Lost', ''),
  'HubSpotDeal.stage': words('appointmentscheduled qualifiedtobuy closedwon closedlost'),
  state: words('active closed'),
  'JiraSprint.state': words('future active closed'),
  'LinearProject.state': words('planned started completed'),
  'MoneybirdSalesInvoice.state': words('draft open paid'),
  state_name: words('Backlog|Todo|In Progress|Done', ''),
  status: words('Open|Active|Closed', ''),
  'CloseLead.status': words('Potential|Qualified|Bad Fit', ''),
  'GitHubIssue.status': words('open closed'),
  'GitHubPullRequest.status': words('open closed'),
  'GoogleCloudComputeInstance.status': words('RUNNING TERMINATED'),
  'MotionTask.status': words('Todo|In Progress|Completed', ''),
  'ResendBroadcast.status': words('draft sent'),
  'SalesforceCase.status': words('New|Working|Closed', ''),
  'SalesforceLead.status': words('Open - Not Contacted|Working - Contacted', ''),
  'ShopifyProduct.status': words('active draft archived'),
  'WooCommerceOrder.status': words('pending processing completed'),
  'WooCommerceProduct.status': words('publish draft'),
  storage_class: words('STANDARD NEARLINE COLDLINE'),
  task_status: words('NOT_STARTED IN_PROGRESS COMPLETED'),
  type: words('Customer Partner Prospect'),
  'AirtableField.type': words('singleLineText number checkbox date'),
  'GoogleCloudBigQueryField.type': words('STRING INTEGER FLOAT BOOLEAN'),
  'JiraBoard.type': words('scrum kanban'),
  'SalesforceCampaign.type': words('Email Webinar Conference'),
  'SalesforceCase.type': words('Question Problem'),
  'SalesforceOpportunity.type': words('New Business|Existing Business', ''),
  'WooCommerceProduct.type': words('simple'),
  video_id: words('dQw4w9WgXcQ jNQXAC9IVRw M7lc1UVf-VE'),
  visibility: words('default public private'),
  workflow_stage: words('1 2 3 4'),
  zone: words('us-central1-a europe-west1-b'),

  // Texts about something.
  body: about('sentence'),
  'GmailDraft.body': about('paragraph'),
  'GmailMessage.body': about('paragraph'),
  body_html: about('sentence', (text) => `<p>${text}</p>`),
  body_text: about('paragraph'),
  bucket: about('slug'),
  channel_description: about('sentence'),
  comment: about('sentence'),
  content: about('sentence'),
  content_text: about('memory'),
  dataset_id: about('table'),
  description: about('sentence'),
  'CloseTask.description': about('work'),
  'MoneybirdInvoiceDetail.description': about('product'),
  'MoneybirdTimeEntry.description': about('work'),
  filename: about('file'),
  goal: about('work'),
  html: about('sentence', (text) => `<p>${text}</p>`),
  issue_title: about('work'),
  label: about('table'),
  message: about('sentence'),
  'MongoIndex.name': about('table', (text) => `by_${text}`),
  next_step: about('work'),
  note: about('sentence'),
  'CloseOpportunity.note': about('deal'),
  origin_board_name: about('project'),
  parent_source: about('table'),
  path: about('file'),
  'DropboxFile.path': about('file', (text) => `/${text}`),
  pr_title: about('work'),
  project_key: words('WEB APP OPS DATA HR'),
  question_name: about('question'),
  question_text: about('question'),
  scale_high_label: words('Very|A lot', ''),
  scale_low_label: words('Not at all|Little', ''),
  short_description: about('sentence'),
  source_branch: words('feature fix release main'),
  sprint_name: words('Sprint 1|Sprint 2|Sprint 3', ''),
  subject: about('subject'),
  summary: about('sentence'),
  'JiraIssue.summary': about('work'),
  target_branch: words('main feature fix release'),
  text: about('sentence'),
  value: about('answer'),

  // What parts are called.
  name: about('project'),
  ...named('channel', `SlackChannel MsTeamsChannel`),
  ...named('course', `CanvasCourse`),
  ...named('deal', `ResendBroadcast SalesforceCampaign SalesforceOpportunity`),
  ...named('document', `GoogleDriveFile NotionDatabase NotionPage`),
  ...named('file', `GitHubFile OneDriveFile`),
  ...named('folder', `ClickUpFolder GitHubFolder OneDriveFolder`),
  ...named('product', `WooCommerceProduct`),
  ...named('segment', `ResendSegment`),
  ...named(
    'slug',
    `GitHubRepo HuggingFaceRepo GoogleCloudStorageBucket GoogleCloudStorageObject GoogleCloudLogBucket
    GoogleCloudLogSink GoogleCloudComputeInstance PostgresSchema SnowflakeSchema SnowflakeDatabase
    MongoDatabase SupabaseProject`,
  ),
  ...named(
    'table',
    `AirtableField AirtableTable GoogleCloudBigQueryField MongoCollection PostgresTable SnowflakeColumn
    SnowflakeTable SupabaseTable`,
  ),
  ...named('work', `AsanaTask CanvasAssignment ClickUpTask MondayItem MondaySubitem MotionTask`),
  'DiscordReaction.name': words('thumbsup heart eyes tada'),
  'GitHubBranch.name': words('main feature fix release'),
  'JiraSprint.name': words('Sprint 1|Sprint 2|Sprint 3', ''),
  'MoneybirdLedgerAccount.name': words('Bank Sales Rent Travel'),
  'SlackReaction.name': words('thumbsup heart eyes tada'),
  title: about('work'),
  ...titled(
    'document',
    `GoogleDocsDocument GoogleFormsForm GoogleSheetsSpreadsheet ConfluencePage`,
  ),
  ...titled('group', `MondayGroup`),
  ...titled('deal', `HubSpotDeal`),
  ...titled(
    'meeting',
    `GoogleCalendarEvent GoogleWorkspaceAtlasGoogleCalendarEvent OutlookCalendarEvent`,
  ),
  ...titled('product', `MoneybirdProduct ShopifyProduct`),
  ...titled('project', `GoogleFormsSectionHeader WordPressPost`),
  ...titled('question', `GoogleFormsQuestion`),
  ...titled('subject', `OutlookMailMessage`),
  ...titled('table', `GoogleSheetsSheet`),
  ...titled('video', `YouTubePlaylist YouTubePlaylistItem`),
}

/** Words between spaces, or texts between bars with something behind each. */
function words(list: string, behind?: string): Arbitrary<string> {
  const texts =
    behind === undefined ? list.split(' ') : list.split('|').map((text) => text + behind)
  return pick(texts)
}

function about(topic: Topic, shaped: (text: string) => string = (text) => text): Arbitrary<string> {
  return pick(textsAbout(topic).map(shaped))
}

function absent(fields: string): Readonly<Record<string, Family>> {
  return Object.fromEntries(
    fields
      .trim()
      .split(/\s+/)
      .map((field) => [field, 'absent']),
  )
}

function named(topic: Topic, types: string): Readonly<Record<string, Family>> {
  return Object.fromEntries(
    types
      .trim()
      .split(/\s+/)
      .map((type) => [`${type}.name`, about(topic)]),
  )
}

function titled(topic: Topic, types: string): Readonly<Record<string, Family>> {
  return Object.fromEntries(
    types
      .trim()
      .split(/\s+/)
      .map((type) => [`${type}.title`, about(topic)]),
  )
}
