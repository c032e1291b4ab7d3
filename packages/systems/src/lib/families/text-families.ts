import { about, type Families, type Family, words } from './family.ts'
import { PERSON_FAMILIES } from './person-families.ts'
import type { Topic } from './texts.ts'
import { TIME_FAMILIES } from './time-families.ts'
import { WORD_FAMILIES } from './word-families.ts'

/** What texts are like. */
export const TEXT_FAMILIES: Families = {
  ...absent(
    `account_id agent_id app_id assignee assignee_id channel_id chat_id contact_id created_at email_id
    event_id filter_jql gid id md5_hash member_id message_id run_id sepa_iban topic_id updated_at url
    user_id workspace_id rgs_code exclude_preferences include_preferences processing_instructions
    default_value formula image display_icon response_format`,
  ),
  'MoneybirdLedgerAccount.account_id': words('1000 1100 4000 8000'),
  'GoogleCloudBigQueryDataset.id': about('table'),
  'GoogleCloudBigQueryTable.id': about('table'),
  ...PERSON_FAMILIES,
  ...TIME_FAMILIES,
  ...WORD_FAMILIES,

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
