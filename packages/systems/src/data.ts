// Made from the public document by lib/document/generate.testing.ts: edit that, not this.
// Names, optional fields and limits are the document's. A limit that types cannot express is in the
// comment of its field; `null`, an empty list and an absent field mean the same.

/** What a sandbox of each system can be filled with, by the name of its server. */
export interface SystemDataByServer {
  readonly jira: JiraData
  readonly google_calendar: GoogleCalendarData
  readonly gmail: GmailData
  readonly google_docs: GoogleDocsData
  readonly google_drive: GoogleDriveData
  readonly google_forms: GoogleFormsData
  readonly google_sheets: GoogleSheetsData
  readonly salesforce: SalesforceData
  readonly onedrive: OneDriveData
  readonly microsoft_teams: MsTeamsData
  readonly outlook_mail: OutlookMailData
  readonly 'cal.com': CalcomData
  readonly hubspot: HubSpotData
  readonly quickbooks: QuickBooksData
  readonly moneybird: MoneybirdData
  readonly dropbox: DropboxData
  readonly shopify: ShopifyData
  readonly woocommerce: WooCommerceData
  readonly outlook_calendar: OutlookCalendarData
  readonly clickup: ClickUpData
  readonly close: CloseData
  readonly resend: ResendData
  readonly wordpress: WordPressData
  readonly asana: AsanaData
  readonly mem0: Mem0Data
  readonly supabase: SupabaseData
  readonly github: GitHubData
  readonly linear: LinearData
  readonly notion: NotionData
  readonly slack: SlackData
  readonly confluence: ConfluenceData
  readonly discord: DiscordData
  readonly airtable: AirtableData
  readonly snowflake: SnowflakeData
  readonly monday: MondayData
  readonly motion: MotionData
  readonly postgres: PostgresData
  readonly mongodb: MongoData
  readonly youtube: YouTubeData
  readonly googleworkspaceatlas: GoogleWorkspaceAtlasData
  readonly huggingface: HuggingFaceData
  readonly google_cloud: GoogleCloudData
  readonly poste_email_toolathlon: PosteEmailData
  readonly canvas: CanvasData
}

/** The servers whose data the public document describes. */
export type SystemServer = keyof SystemDataByServer

/**
 * What `initialize` takes for a server. `dump` answers the same: the document says so for most, and
 * lets the dump of the others be any object.
 *
 * @see public document, `POST /sandbox/<server>/{sandbox_id}/initialize`
 */
export type SystemData<Server extends SystemServer> = SystemDataByServer[Server]

/** `JiraData-Input` of the public document. */
export interface JiraData {
  readonly projects?: readonly JiraProject[] | undefined
  readonly boards?: readonly JiraBoard[] | undefined
  readonly sprints?: readonly JiraSprint[] | undefined
}

/** `JiraProject-Input` of the public document. */
export interface JiraProject {
  readonly key: string
  readonly name: string
  readonly description?: string | null | undefined
  /** `"software"` when absent. */
  readonly project_type?: string | undefined
  readonly issues?: readonly JiraIssue[] | null | undefined
}

/** `JiraIssue-Input` of the public document. */
export interface JiraIssue {
  readonly summary: string
  readonly description?: string | null | undefined
  /** `"Task"` when absent. */
  readonly issue_type?: string | undefined
  readonly priority?: string | null | undefined
  readonly sprint_name?: string | null | undefined
  readonly comments?: readonly JiraComment[] | null | undefined
}

/** `JiraComment` of the public document. */
export interface JiraComment {
  readonly body: string
}

/** `JiraBoard-Input` of the public document. */
export interface JiraBoard {
  readonly name: string
  /** `"scrum"` when absent. */
  readonly type?: string | undefined
  readonly project_key?: string | null | undefined
  readonly filter_jql?: string | null | undefined
}

/** `JiraSprint-Input` of the public document. */
export interface JiraSprint {
  readonly name: string
  readonly start_date?: string | null | undefined
  readonly end_date?: string | null | undefined
  readonly origin_board_name?: string | null | undefined
  readonly goal?: string | null | undefined
  readonly state?: string | null | undefined
}

/** `GoogleCalendarData-Input` of the public document. */
export interface GoogleCalendarData {
  readonly events?: readonly GoogleCalendarEvent[] | null | undefined
}

/** `GoogleCalendarEvent` of the public document. */
export interface GoogleCalendarEvent {
  /** At least 1 character. */
  readonly title: string
  readonly startTime?: string | null | undefined
  readonly endTime?: string | null | undefined
  readonly startDate?: string | null | undefined
  readonly endDate?: string | null | undefined
  readonly timezone?: string | null | undefined
  readonly description?: string | null | undefined
  readonly location?: string | null | undefined
  readonly visibility?: string | null | undefined
  readonly recurrence?: readonly string[] | null | undefined
  readonly attendees?: readonly GoogleCalendarAttendee[] | null | undefined
}

/** `GoogleCalendarAttendee` of the public document. */
export interface GoogleCalendarAttendee {
  /** A mail address. */
  readonly email: string
  readonly name?: string | null | undefined
  readonly isOptional?: boolean | null | undefined
  readonly comment?: string | null | undefined
  readonly accepted?: GoogleCalendarAttendeeResponseStatus | null | undefined
}

/** `AttendeeResponseStatus` of the public document. */
export type GoogleCalendarAttendeeResponseStatus =
  | 'needsAction'
  | 'declined'
  | 'tentative'
  | 'accepted'

/** `GmailData` of the public document. */
export interface GmailData {
  readonly messages?: readonly GmailMessage[] | null | undefined
  readonly drafts?: readonly GmailDraft[] | null | undefined
}

/** `GmailMessage` of the public document. */
export interface GmailMessage {
  /** At most 255 characters. */
  readonly subject: string
  readonly to: string
  readonly cc?: string | null | undefined
  readonly bcc?: string | null | undefined
  readonly body: string
  readonly from?: string | null | undefined
  readonly reply_to?: string | null | undefined
  readonly labels?: readonly string[] | null | undefined
}

/** `GmailDraft` of the public document. */
export interface GmailDraft {
  /** At most 255 characters. */
  readonly subject: string
  readonly to: string
  readonly cc?: string | null | undefined
  readonly bcc?: string | null | undefined
  readonly body: string
  readonly from?: string | null | undefined
  readonly reply_to?: string | null | undefined
}

/** `GoogleDocsData` of the public document. */
export interface GoogleDocsData {
  readonly documents?: readonly GoogleDocsDocument[] | null | undefined
}

/** `GoogleDocsDocument` of the public document. */
export interface GoogleDocsDocument {
  /** At least 1 character. */
  readonly title: string
  readonly content?: string | null | undefined
}

/** `GoogleDriveData` of the public document. */
export interface GoogleDriveData {
  readonly files?: readonly GoogleDriveFile[] | null | undefined
}

/** `GoogleDriveFile` of the public document. */
export interface GoogleDriveFile {
  /** At least 1 character. */
  readonly name: string
  readonly mimeType: string
  readonly description?: string | null | undefined
  readonly parents?: readonly string[] | null | undefined
  readonly content?: string | null | undefined
}

/** `GoogleFormsData-Input` of the public document. */
export interface GoogleFormsData {
  readonly forms?: readonly GoogleFormsForm[] | undefined
}

/** `GoogleFormsForm-Input` of the public document. */
export interface GoogleFormsForm {
  readonly title: string
  readonly description?: string | null | undefined
  /** `false` when absent. */
  readonly is_quiz?: boolean | undefined
  readonly items?: readonly GoogleFormsItem[] | undefined
}

/** `GoogleFormsItem-Input` of the public document. */
export interface GoogleFormsItem {
  readonly item_type: 'question' | 'section_header'
  readonly question?: GoogleFormsQuestion | null | undefined
  readonly section_header?: GoogleFormsSectionHeader | null | undefined
}

/** `GoogleFormsQuestion` of the public document. */
export interface GoogleFormsQuestion {
  readonly title: string
  readonly description?: string | null | undefined
  /** `false` when absent. */
  readonly required?: boolean | undefined
  readonly question_type:
    | 'short_text'
    | 'paragraph'
    | 'multiple_choice'
    | 'checkbox'
    | 'dropdown'
    | 'scale'
    | 'date'
    | 'time'
  readonly options?: readonly GoogleFormsChoiceOption[] | null | undefined
  /** Whole. */
  readonly scale_low?: number | null | undefined
  /** Whole. */
  readonly scale_high?: number | null | undefined
  readonly scale_low_label?: string | null | undefined
  readonly scale_high_label?: string | null | undefined
  readonly include_year?: boolean | null | undefined
  readonly include_time?: boolean | null | undefined
}

/** `GoogleFormsChoiceOption` of the public document. */
export interface GoogleFormsChoiceOption {
  readonly value: string
}

/** `GoogleFormsSectionHeader` of the public document. */
export interface GoogleFormsSectionHeader {
  readonly title: string
  readonly description?: string | null | undefined
}

/** `GoogleSheetsData-Input` of the public document. */
export interface GoogleSheetsData {
  readonly spreadsheets?: readonly GoogleSheetsSpreadsheet[] | null | undefined
}

/** `GoogleSheetsSpreadsheet-Input` of the public document. */
export interface GoogleSheetsSpreadsheet {
  readonly title: string
  readonly sheets?: readonly GoogleSheetsSheet[] | null | undefined
}

/** `GoogleSheetsSheet` of the public document. */
export interface GoogleSheetsSheet {
  /** At least 1 character. */
  readonly title: string
  /** Whole. */
  readonly index?: number | null | undefined
  /** Whole. */
  readonly rowCount?: number | null | undefined
  /** Whole. */
  readonly columnCount?: number | null | undefined
  readonly cells?: readonly GoogleSheetsCell[] | null | undefined
}

/** `GoogleSheetsCell` of the public document. */
export interface GoogleSheetsCell {
  /** Whole. */
  readonly row: number
  /** Whole. */
  readonly col: number
  readonly value?: string | number | boolean | null | undefined
  readonly formula?: string | null | undefined
}

/** `SalesforceData-Input` of the public document. */
export interface SalesforceData {
  readonly accounts?: readonly SalesforceAccount[] | null | undefined
  readonly contacts?: readonly SalesforceContact[] | null | undefined
  readonly opportunities?: readonly SalesforceOpportunity[] | null | undefined
  readonly leads?: readonly SalesforceLead[] | null | undefined
  readonly cases?: readonly SalesforceCase[] | null | undefined
  readonly campaigns?: readonly SalesforceCampaign[] | null | undefined
}

/** `Account` of the public document. */
export interface SalesforceAccount {
  /** 1 to 255 characters. */
  readonly name: string
  readonly industry?: string | null | undefined
  readonly type?: string | null | undefined
  /** At most 40 characters. */
  readonly phone?: string | null | undefined
  /** At most 255 characters. */
  readonly website?: string | null | undefined
  /** At least 0. */
  readonly revenue?: number | null | undefined
  /** At least 0, whole. */
  readonly employees?: number | null | undefined
  readonly address?: SalesforceAddress | null | undefined
  /** At most 32000 characters. */
  readonly description?: string | null | undefined
  readonly rating?: string | null | undefined
}

/** `Address` of the public document. */
export interface SalesforceAddress {
  /** At most 255 characters. */
  readonly street?: string | null | undefined
  /** At most 40 characters. */
  readonly city?: string | null | undefined
  /** At most 80 characters. */
  readonly state?: string | null | undefined
  /** At most 20 characters. */
  readonly postal_code?: string | null | undefined
  /** At most 80 characters. */
  readonly country?: string | null | undefined
}

/** `Contact` of the public document. */
export interface SalesforceContact {
  /** At most 40 characters. */
  readonly first_name?: string | null | undefined
  /** 1 to 80 characters. */
  readonly last_name: string
  /** A mail address. */
  readonly email?: string | null | undefined
  /** At most 40 characters. */
  readonly phone?: string | null | undefined
  /** At most 40 characters. */
  readonly mobile?: string | null | undefined
  /** At most 128 characters. */
  readonly title?: string | null | undefined
  /** At most 80 characters. */
  readonly department?: string | null | undefined
  readonly account_id?: string | null | undefined
  readonly address?: SalesforceAddress | null | undefined
  /** At most 32000 characters. */
  readonly description?: string | null | undefined
  readonly source?: string | null | undefined
}

/** `Opportunity` of the public document. */
export interface SalesforceOpportunity {
  /** 1 to 120 characters. */
  readonly name: string
  readonly stage: string
  readonly close_date: string
  /** At least 0. */
  readonly amount?: number | null | undefined
  /** 0 to 100, whole. */
  readonly probability?: number | null | undefined
  readonly account_id?: string | null | undefined
  readonly type?: string | null | undefined
  readonly source?: string | null | undefined
  /** At most 255 characters. */
  readonly next_step?: string | null | undefined
  /** At most 32000 characters. */
  readonly description?: string | null | undefined
}

/** `Lead` of the public document. */
export interface SalesforceLead {
  /** At most 40 characters. */
  readonly first_name?: string | null | undefined
  /** 1 to 80 characters. */
  readonly last_name: string
  /** 1 to 255 characters. */
  readonly company: string
  /** A mail address. */
  readonly email?: string | null | undefined
  /** At most 40 characters. */
  readonly phone?: string | null | undefined
  /** At most 40 characters. */
  readonly mobile?: string | null | undefined
  /** At most 128 characters. */
  readonly title?: string | null | undefined
  /** `"Open - Not Contacted"` when absent. */
  readonly status?: string | null | undefined
  readonly source?: string | null | undefined
  readonly industry?: string | null | undefined
  readonly rating?: string | null | undefined
  readonly address?: SalesforceAddress | null | undefined
  /** At most 255 characters. */
  readonly website?: string | null | undefined
  /** At most 32000 characters. */
  readonly description?: string | null | undefined
  /** At least 0, whole. */
  readonly employees?: number | null | undefined
  /** At least 0. */
  readonly revenue?: number | null | undefined
}

/** `Case` of the public document. */
export interface SalesforceCase {
  /** 1 to 255 characters. */
  readonly subject: string
  /** `"New"` when absent. */
  readonly status?: string | null | undefined
  /** `"Medium"` when absent. */
  readonly priority?: string | null | undefined
  readonly origin?: string | null | undefined
  readonly type?: string | null | undefined
  readonly reason?: string | null | undefined
  readonly account_id?: string | null | undefined
  readonly contact_id?: string | null | undefined
  /** At most 32000 characters. */
  readonly description?: string | null | undefined
  /** A mail address. */
  readonly customer_email?: string | null | undefined
  /** At most 80 characters. */
  readonly customer_name?: string | null | undefined
  /** At most 40 characters. */
  readonly customer_phone?: string | null | undefined
}

/** `Campaign` of the public document. */
export interface SalesforceCampaign {
  /** 1 to 80 characters. */
  readonly name: string
  readonly type?: string | null | undefined
  /** `"Planned"` when absent. */
  readonly status?: string | null | undefined
  readonly start_date?: string | null | undefined
  readonly end_date?: string | null | undefined
  /** At least 0. */
  readonly expected_revenue?: number | null | undefined
  /** At least 0. */
  readonly budget?: number | null | undefined
  /** At least 0. */
  readonly actual_cost?: number | null | undefined
  /** At most 32000 characters. */
  readonly description?: string | null | undefined
  readonly active?: boolean | null | undefined
}

/** `OneDriveData-Input` of the public document. */
export interface OneDriveData {
  readonly root: readonly OneDriveFolder[]
}

/** `OneDriveFolder-Input` of the public document. */
export interface OneDriveFolder {
  readonly id?: string | null | undefined
  readonly name: string
  readonly folders?: readonly OneDriveFolder[] | null | undefined
  readonly files?: readonly OneDriveFile[] | null | undefined
}

/** `OneDriveFile` of the public document. */
export interface OneDriveFile {
  readonly id?: string | null | undefined
  readonly name: string
  readonly content?: string | null | undefined
}

/** `MsTeamsData-Input` of the public document. */
export interface MsTeamsData {
  readonly team_channels?: readonly MsTeamsChannel[] | null | undefined
  readonly team_chats?: readonly MsTeamsChat[] | null | undefined
}

/** `TeamsChannel` of the public document. */
export interface MsTeamsChannel {
  readonly channel_id?: string | null | undefined
  readonly name: string
  readonly channel_description?: string | null | undefined
  readonly channel_messages?: readonly MsTeamsMessage[] | null | undefined
}

/** `TeamsMessage` of the public document. */
export interface MsTeamsMessage {
  readonly message_id?: string | null | undefined
  readonly content: string
}

/** `TeamsChat` of the public document. */
export interface MsTeamsChat {
  readonly chat_id?: string | null | undefined
  readonly chat_members?: readonly MsTeamsChatMember[] | null | undefined
  readonly chat_messages?: readonly MsTeamsMessage[] | null | undefined
}

/** `TeamsChatMember` of the public document. */
export interface MsTeamsChatMember {
  readonly member_id?: string | null | undefined
  readonly member_name?: string | null | undefined
  readonly member_email?: string | null | undefined
}

/** `OutlookMailData` of the public document. */
export interface OutlookMailData {
  readonly messages?: readonly OutlookMailMessage[] | null | undefined
}

/** `OutlookMailMessage` of the public document. */
export interface OutlookMailMessage {
  readonly id?: string | null | undefined
  readonly title: string
  readonly content?: Readonly<Record<string, unknown>> | null | undefined
  readonly from?: Readonly<Record<string, unknown>> | null | undefined
  readonly to_addresses?: readonly string[] | null | undefined
  readonly cc_addresses?: readonly string[] | null | undefined
  /** `false` when absent. */
  readonly is_read?: boolean | null | undefined
  readonly received_date_time?: string | null | undefined
}

/** `CalcomData-Input` of the public document. */
export interface CalcomData {
  readonly schedules?: readonly CalcomSchedule[] | null | undefined
}

/** `CalcomSchedule` of the public document. */
export interface CalcomSchedule {
  /** At least 1 character. */
  readonly name: string
  readonly timeZone: string
  /** `false` when absent. */
  readonly isDefault?: boolean | undefined
  readonly availability?: readonly CalcomTimeSlot[] | undefined
  readonly overrides?: readonly CalcomOverride[] | undefined
}

/** `TimeSlot` of the public document. */
export interface CalcomTimeSlot {
  readonly days: readonly string[]
  /** Like `^\d{2}:\d{2}$`. */
  readonly startTime: string
  /** Like `^\d{2}:\d{2}$`. */
  readonly endTime: string
}

/** `Override` of the public document. */
export interface CalcomOverride {
  /** Like `^\d{4}-\d{2}-\d{2}$`. */
  readonly date: string
  /** Like `^\d{2}:\d{2}$`. */
  readonly startTime: string
  /** Like `^\d{2}:\d{2}$`. */
  readonly endTime: string
}

/** `HubSpotData-Input` of the public document. */
export interface HubSpotData {
  readonly companies?: readonly HubSpotCompany[] | null | undefined
  readonly contacts?: readonly HubSpotContact[] | null | undefined
  readonly deals?: readonly HubSpotDeal[] | null | undefined
  readonly tickets?: readonly HubSpotTicket[] | null | undefined
  readonly tasks?: readonly HubSpotTask[] | null | undefined
}

/** `HubSpotCompany-Input` of the public document. */
export interface HubSpotCompany {
  readonly company_name: string
  readonly website_domain?: string | null | undefined
  readonly industry?: string | null | undefined
  readonly city?: string | null | undefined
  readonly state_region?: string | null | undefined
  readonly country?: string | null | undefined
  readonly phone_number?: string | null | undefined
  readonly employee_count?: string | null | undefined
  readonly yearly_revenue?: string | null | undefined
}

/** `HubSpotContact-Input` of the public document. */
export interface HubSpotContact {
  readonly first_name: string
  readonly last_name: string
  readonly email_address: string
  readonly phone_number?: string | null | undefined
  readonly job_title?: string | null | undefined
}

/** `HubSpotDeal-Input` of the public document. */
export interface HubSpotDeal {
  readonly title: string
  readonly value?: string | null | undefined
  readonly stage?: string | null | undefined
  readonly pipeline?: string | null | undefined
  readonly expected_close_date?: string | null | undefined
}

/** `HubSpotTicket-Input` of the public document. */
export interface HubSpotTicket {
  readonly title: string
  readonly description?: string | null | undefined
  readonly pipeline?: string | null | undefined
  readonly workflow_stage?: string | null | undefined
  readonly priority_level?: string | null | undefined
}

/** `HubSpotTask-Input` of the public document. */
export interface HubSpotTask {
  readonly title: string
  readonly description?: string | null | undefined
  readonly task_status?: string | null | undefined
  readonly priority_level?: string | null | undefined
  readonly deadline?: string | null | undefined
}

/** `QuickBooksData` of the public document. */
export interface QuickBooksData {
  readonly accounts?: readonly Readonly<Record<string, unknown>>[] | null | undefined
  readonly customers?: readonly Readonly<Record<string, unknown>>[] | null | undefined
  readonly vendors?: readonly Readonly<Record<string, unknown>>[] | null | undefined
  readonly invoices?: readonly Readonly<Record<string, unknown>>[] | null | undefined
  readonly payments?: readonly Readonly<Record<string, unknown>>[] | null | undefined
  readonly [key: string]: unknown
}

/** `MoneybirdData-Input` of the public document. */
export interface MoneybirdData {
  readonly ledger_accounts?: readonly MoneybirdLedgerAccount[] | null | undefined
  readonly contacts?: readonly MoneybirdContact[] | null | undefined
  readonly products?: readonly MoneybirdProduct[] | null | undefined
  readonly projects?: readonly MoneybirdProject[] | null | undefined
  readonly time_entries?: readonly MoneybirdTimeEntry[] | null | undefined
  readonly sales_invoices?: readonly MoneybirdSalesInvoice[] | null | undefined
}

/** `MoneybirdLedgerAccount` of the public document. */
export interface MoneybirdLedgerAccount {
  readonly rgs_code?: string | null | undefined
  readonly name: string
  readonly account_type: string
  readonly account_id?: string | null | undefined
}

/** `MoneybirdContact` of the public document. */
export interface MoneybirdContact {
  readonly company_name?: string | null | undefined
  readonly firstname?: string | null | undefined
  readonly lastname?: string | null | undefined
  readonly phone?: string | null | undefined
  readonly address1?: string | null | undefined
  readonly city?: string | null | undefined
  readonly zipcode?: string | null | undefined
  readonly country?: string | null | undefined
  readonly sepa_iban?: string | null | undefined
}

/** `MoneybirdProduct` of the public document. */
export interface MoneybirdProduct {
  readonly description: string
  readonly title: string
  readonly price: string
  readonly currency: string
  readonly identifier: string
  /** Whole. */
  readonly frequency?: number | null | undefined
  readonly frequency_type?: string | null | undefined
}

/** `MoneybirdProject` of the public document. */
export interface MoneybirdProject {
  readonly name: string
  /** `"active"` when absent. */
  readonly state?: string | undefined
  readonly budget?: number | null | undefined
}

/** `MoneybirdTimeEntry` of the public document. */
export interface MoneybirdTimeEntry {
  readonly description: string
  /** More than 0. */
  readonly hours: number
  /** `true` when absent. */
  readonly billable?: boolean | undefined
}

/** `MoneybirdSalesInvoice` of the public document. */
export interface MoneybirdSalesInvoice {
  readonly reference: string
  /** `"EUR"` when absent. */
  readonly currency?: string | undefined
  /** `false` when absent. */
  readonly prices_are_incl_tax?: boolean | undefined
  /** `"draft"` when absent. */
  readonly state?: string | undefined
  /** At least 1 item. */
  readonly details: readonly MoneybirdInvoiceDetail[]
}

/** `MoneybirdInvoiceDetail` of the public document. */
export interface MoneybirdInvoiceDetail {
  readonly description: string
  readonly price: string
  readonly amount: string
}

/** `DropboxData` of the public document. */
export interface DropboxData {
  readonly folders?: readonly string[] | null | undefined
  readonly files?: readonly DropboxFile[] | null | undefined
}

/** `DropboxFile` of the public document. */
export interface DropboxFile {
  /** At least 1 character. */
  readonly path: string
  readonly content: string
}

/** `ShopifyData-Input` of the public document. */
export interface ShopifyData {
  readonly products?: readonly ShopifyProduct[] | null | undefined
  readonly customers?: readonly ShopifyCustomer[] | null | undefined
  readonly orders?: readonly ShopifyOrder[] | null | undefined
}

/** `ShopifyProduct` of the public document. */
export interface ShopifyProduct {
  /** At least 1 character. */
  readonly title: string
  readonly description?: string | null | undefined
  readonly vendor: string
  readonly category: string
  readonly price: string
  readonly sku: string
  /** At least 0, whole. `0` when absent. */
  readonly stock?: number | undefined
  /** `"active"` when absent. */
  readonly status?: string | undefined
}

/** `ShopifyCustomer` of the public document. */
export interface ShopifyCustomer {
  /** A mail address. */
  readonly email?: string | null | undefined
  readonly name?: string | null | undefined
  readonly address?: string | null | undefined
  readonly city?: string | null | undefined
  readonly state?: string | null | undefined
  readonly zip?: string | null | undefined
  /** `"US"` when absent. */
  readonly country?: string | null | undefined
}

/** `ShopifyOrder` of the public document. */
export interface ShopifyOrder {
  /** At least 0, whole. */
  readonly customer_index: number
  /** At least 1 item. */
  readonly line_items: readonly ShopifyOrderLineItem[]
  /** `"pending"` when absent. */
  readonly financial_status?: string | undefined
}

/** `ShopifyOrderLineItem` of the public document. */
export interface ShopifyOrderLineItem {
  /** At least 0, whole. */
  readonly product_index: number
  /** At least 1, whole. `1` when absent. */
  readonly quantity?: number | undefined
}

/** `WooCommerceData-Input` of the public document. */
export interface WooCommerceData {
  readonly products?: readonly WooCommerceProduct[] | null | undefined
  readonly customers?: readonly WooCommerceCustomer[] | null | undefined
  readonly orders?: readonly WooCommerceOrder[] | null | undefined
}

/** `WooCommerceProduct` of the public document. */
export interface WooCommerceProduct {
  /** At least 1 character. */
  readonly name: string
  readonly description?: string | null | undefined
  readonly short_description?: string | null | undefined
  /** `"simple"` when absent. */
  readonly type?: string | undefined
  readonly regular_price?: string | null | undefined
  readonly sku?: string | null | undefined
  /** Whole. */
  readonly stock_quantity?: number | null | undefined
  /** `"publish"` when absent. */
  readonly status?: string | undefined
  /** `true` when absent. */
  readonly manage_stock?: boolean | undefined
  readonly categories?: readonly Readonly<Record<string, unknown>>[] | null | undefined
  readonly images?: readonly Readonly<Record<string, string>>[] | null | undefined
}

/** `WooCommerceCustomer` of the public document. */
export interface WooCommerceCustomer {
  /** A mail address. */
  readonly email: string
  readonly first_name?: string | null | undefined
  readonly last_name?: string | null | undefined
  readonly username?: string | null | undefined
  readonly billing?: Readonly<Record<string, unknown>> | null | undefined
  readonly shipping?: Readonly<Record<string, unknown>> | null | undefined
}

/** `WooCommerceOrder` of the public document. */
export interface WooCommerceOrder {
  /** At least 0, whole. */
  readonly customer_index: number
  /** At least 1 item. */
  readonly line_items: readonly WooCommerceOrderLineItem[]
  /** `"pending"` when absent. */
  readonly status?: string | undefined
  /** `"bacs"` when absent. */
  readonly payment_method?: string | null | undefined
  /** `"Direct Bank Transfer"` when absent. */
  readonly payment_method_title?: string | null | undefined
}

/** `WooCommerceOrderLineItem` of the public document. */
export interface WooCommerceOrderLineItem {
  /** At least 0, whole. */
  readonly product_index: number
  /** At least 1, whole. `1` when absent. */
  readonly quantity?: number | undefined
}

/** `OutlookCalendarData` of the public document. */
export interface OutlookCalendarData {
  readonly calendar_events?: readonly OutlookCalendarEvent[] | null | undefined
}

/** `OutlookCalendarEvent` of the public document. */
export interface OutlookCalendarEvent {
  readonly event_id?: string | null | undefined
  readonly title: string
  readonly start_time?: Readonly<Record<string, unknown>> | null | undefined
  readonly end_time?: Readonly<Record<string, unknown>> | null | undefined
  readonly event_location?: string | null | undefined
  readonly event_attendees?: readonly string[] | null | undefined
}

/** `ClickUpData-Input` of the public document. */
export interface ClickUpData {
  readonly spaces?: readonly ClickUpSpace[] | null | undefined
}

/** `ClickUpSpace-Input` of the public document. */
export interface ClickUpSpace {
  readonly name: string
  readonly folders?: readonly ClickUpFolder[] | null | undefined
  readonly lists?: readonly ClickUpList[] | null | undefined
}

/** `ClickUpFolder-Input` of the public document. */
export interface ClickUpFolder {
  readonly name: string
  readonly lists?: readonly ClickUpList[] | null | undefined
}

/** `ClickUpList-Input` of the public document. */
export interface ClickUpList {
  readonly name: string
  readonly description?: string | null | undefined
  readonly tasks?: readonly ClickUpTask[] | null | undefined
}

/** `ClickUpTask-Input` of the public document. */
export interface ClickUpTask {
  readonly name: string
  readonly description?: string | null | undefined
  /** Whole. */
  readonly priority?: number | null | undefined
  readonly comments?: readonly ClickUpComment[] | null | undefined
}

/** `ClickUpComment` of the public document. */
export interface ClickUpComment {
  readonly body: string
}

/** `CloseData-Input` of the public document. */
export interface CloseData {
  readonly leads?: readonly CloseLead[] | null | undefined
}

/** `CloseLead-Input` of the public document. */
export interface CloseLead {
  readonly name: string
  readonly status?: string | null | undefined
  readonly contacts?: readonly CloseContact[] | null | undefined
  readonly opportunities?: readonly CloseOpportunity[] | null | undefined
  readonly tasks?: readonly CloseTask[] | null | undefined
}

/** `CloseContact-Input` of the public document. */
export interface CloseContact {
  readonly name?: string | null | undefined
  readonly emails?: readonly Readonly<Record<string, unknown>>[] | null | undefined
  readonly phones?: readonly Readonly<Record<string, unknown>>[] | null | undefined
}

/** `CloseOpportunity-Input` of the public document. */
export interface CloseOpportunity {
  readonly note: string
  /** Whole. */
  readonly value?: number | null | undefined
  /** Whole. */
  readonly confidence?: number | null | undefined
  readonly period?: string | null | undefined
}

/** `CloseTask-Input` of the public document. */
export interface CloseTask {
  readonly description: string
  readonly date?: string | null | undefined
  readonly completed?: boolean | null | undefined
  readonly assignee_id?: string | null | undefined
}

/** `ResendData-Input` of the public document. */
export interface ResendData {
  readonly emails?: readonly ResendEmail[] | null | undefined
  readonly contacts?: readonly ResendContact[] | null | undefined
  readonly segments?: readonly ResendSegment[] | null | undefined
}

/** `ResendEmail-Input` of the public document. */
export interface ResendEmail {
  readonly id?: string | null | undefined
  readonly from: string
  readonly to: readonly string[]
  readonly subject: string
  readonly html?: string | null | undefined
  readonly text?: string | null | undefined
  readonly reply_to?: string | null | undefined
  readonly cc?: readonly string[] | null | undefined
  readonly bcc?: readonly string[] | null | undefined
  readonly tags?: readonly Readonly<Record<string, string>>[] | null | undefined
  readonly created_at?: string | null | undefined
}

/** `ResendContact-Input` of the public document. */
export interface ResendContact {
  readonly id?: string | null | undefined
  readonly email: string
  readonly first_name?: string | null | undefined
  readonly last_name?: string | null | undefined
  /** `false` when absent. */
  readonly unsubscribed?: boolean | null | undefined
  readonly created_at?: string | null | undefined
}

/** `ResendSegment-Input` of the public document. */
export interface ResendSegment {
  readonly id?: string | null | undefined
  readonly name: string
  readonly created_at?: string | null | undefined
  readonly broadcasts?: readonly ResendBroadcast[] | null | undefined
}

/** `ResendBroadcast-Input` of the public document. */
export interface ResendBroadcast {
  readonly id?: string | null | undefined
  readonly from: string
  readonly subject: string
  readonly name?: string | null | undefined
  readonly html?: string | null | undefined
  readonly text?: string | null | undefined
  readonly reply_to?: string | null | undefined
  readonly status?: string | null | undefined
  readonly created_at?: string | null | undefined
  readonly scheduled_at?: string | null | undefined
  readonly sent_at?: string | null | undefined
  readonly topic_id?: string | null | undefined
}

/** `WordPressData` of the public document. */
export interface WordPressData {
  /** `[]` when absent. */
  readonly posts?: readonly WordPressPost[] | undefined
}

/** `Post` of the public document. */
export interface WordPressPost {
  /** At least 1 character. */
  readonly title: string
  readonly content: string
  /** `"draft"` when absent. */
  readonly status?: 'draft' | 'publish' | 'private' | 'pending' | 'trash' | undefined
  readonly summary?: string | null | undefined
  /** `[]` when absent. */
  readonly categories?: readonly string[] | undefined
  /** `[]` when absent. */
  readonly tags?: readonly string[] | undefined
  readonly image?: string | null | undefined
  readonly publish_date?: string | null | undefined
  readonly format?:
    | 'standard'
    | 'aside'
    | 'gallery'
    | 'link'
    | 'image'
    | 'quote'
    | 'status'
    | 'video'
    | 'audio'
    | 'chat'
    | null
    | undefined
}

/** `AsanaData-Input` of the public document. */
export interface AsanaData {
  readonly projects?: readonly AsanaProject[] | null | undefined
}

/** `AsanaProject-Input` of the public document. */
export interface AsanaProject {
  readonly gid?: string | null | undefined
  readonly name: string
  readonly description?: string | null | undefined
  readonly tasks?: readonly AsanaTask[] | null | undefined
}

/** `AsanaTask-Input` of the public document. */
export interface AsanaTask {
  readonly gid?: string | null | undefined
  readonly name: string
  readonly description?: string | null | undefined
  /** `false` when absent. */
  readonly completed?: boolean | null | undefined
  readonly assignee?: string | null | undefined
  readonly due_date?: string | null | undefined
  readonly due_datetime?: string | null | undefined
  readonly start_date?: string | null | undefined
  readonly stories?: readonly AsanaStory[] | null | undefined
}

/** `AsanaStory-Input` of the public document. */
export interface AsanaStory {
  readonly gid?: string | null | undefined
  readonly text: string
}

/** `Mem0Data-Input` of the public document. */
export interface Mem0Data {
  readonly memory_list?: readonly Mem0Memory[] | undefined
}

/** `Mem0Memory` of the public document. */
export interface Mem0Memory {
  readonly id?: string | null | undefined
  readonly content_text?: string | null | undefined
  readonly message_list?: readonly Mem0Message[] | null | undefined
  readonly agent_id?: string | null | undefined
  readonly user_id?: string | null | undefined
  readonly app_id?: string | null | undefined
  readonly run_id?: string | null | undefined
  readonly metadata?: Readonly<Record<string, unknown>> | null | undefined
  readonly include_preferences?: string | null | undefined
  readonly exclude_preferences?: string | null | undefined
  /** `true` when absent. */
  readonly auto_infer?: boolean | undefined
  /** `"v1.1"` when absent. */
  readonly response_format?: string | null | undefined
  readonly category_definitions?: readonly Readonly<Record<string, string>>[] | null | undefined
  readonly processing_instructions?: string | null | undefined
  /** `false` when absent. */
  readonly read_only?: boolean | undefined
  /** `true` when absent. */
  readonly background_processing?: boolean | undefined
  /** Whole. */
  readonly timestamp?: number | null | undefined
  readonly created_at?: string | null | undefined
  readonly updated_at?: string | null | undefined
}

/** `Mem0Message` of the public document. */
export interface Mem0Message {
  readonly role: string
  readonly content: string
}

/** `SupabaseData-Input` of the public document. */
export interface SupabaseData {
  readonly projects?: readonly SupabaseProject[] | undefined
}

/** `SupabaseProject` of the public document. */
export interface SupabaseProject {
  readonly id?: string | null | undefined
  readonly name: string
  readonly tables?: readonly SupabaseTable[] | null | undefined
}

/** `SupabaseTable` of the public document. */
export interface SupabaseTable {
  readonly name: string
  readonly columns: Readonly<Record<string, string>>
  readonly rows?: readonly Readonly<Record<string, unknown>>[] | null | undefined
}

/** `GitHubData-Input` of the public document. */
export interface GitHubData {
  readonly repos?: readonly GitHubRepo[] | null | undefined
}

/** `GitHubRepo-Input` of the public document. */
export interface GitHubRepo {
  readonly name: string
  readonly description?: string | null | undefined
  readonly branches?: readonly GitHubBranch[] | null | undefined
  readonly prs?: readonly GitHubPullRequest[] | null | undefined
  readonly issues?: readonly GitHubIssue[] | null | undefined
}

/** `GitHubBranch-Input` of the public document. */
export interface GitHubBranch {
  readonly name: string
  readonly folders?: GitHubFolder | null | undefined
}

/** `GitHubFolder-Input` of the public document. */
export interface GitHubFolder {
  readonly name: string
  readonly path: string
  readonly files?: readonly GitHubFile[] | null | undefined
  readonly folders?: readonly GitHubFolder[] | null | undefined
}

/** `GitHubFile` of the public document. */
export interface GitHubFile {
  readonly name: string
  readonly path: string
  readonly content?: string | null | undefined
}

/** `GitHubPullRequest` of the public document. */
export interface GitHubPullRequest {
  /** Whole. */
  readonly id?: number | null | undefined
  readonly pr_title: string
  readonly description?: string | null | undefined
  /** `"open"` when absent. */
  readonly status?: string | null | undefined
  readonly source_branch: string
  /** `"main"` when absent. */
  readonly target_branch?: string | undefined
  readonly labels?: readonly string[] | null | undefined
}

/** `GitHubIssue` of the public document. */
export interface GitHubIssue {
  /** Whole. */
  readonly id?: number | null | undefined
  readonly issue_title: string
  readonly description?: string | null | undefined
  /** `"open"` when absent. */
  readonly status?: string | null | undefined
  readonly labels?: readonly string[] | null | undefined
}

/** `LinearData-Input` of the public document. */
export interface LinearData {
  readonly projects?: readonly LinearProject[] | undefined
}

/** `LinearProject-Input` of the public document. */
export interface LinearProject {
  readonly name: string
  readonly description?: string | null | undefined
  readonly state?: string | null | undefined
  readonly issues?: readonly LinearIssue[] | null | undefined
}

/** `LinearIssue` of the public document. */
export interface LinearIssue {
  readonly title: string
  readonly description?: string | null | undefined
  /** Whole. */
  readonly priority?: number | null | undefined
  readonly state_name?: string | null | undefined
  readonly comments?: readonly LinearComment[] | null | undefined
}

/** `LinearComment` of the public document. */
export interface LinearComment {
  readonly body: string
}

/** `NotionData-Input` of the public document. */
export interface NotionData {
  readonly databases?: readonly NotionDatabase[] | null | undefined
  readonly pages?: readonly NotionPage[] | null | undefined
}

/** `NotionDatabase-Input` of the public document. */
export interface NotionDatabase {
  readonly name: string
  readonly summary?: string | null | undefined
  readonly display_icon?: string | null | undefined
  readonly sources?: readonly NotionDataSource[] | null | undefined
}

/** `NotionDataSource-Input` of the public document. */
export interface NotionDataSource {
  readonly label: string
  readonly summary?: string | null | undefined
  readonly fields?: Readonly<Record<string, unknown>> | null | undefined
  readonly pages?: readonly NotionPage[] | null | undefined
}

/** `NotionPage-Input` of the public document. */
export interface NotionPage {
  readonly name: string
  readonly attributes?: Readonly<Record<string, unknown>> | null | undefined
  readonly content_blocks?: readonly NotionBlock[] | null | undefined
  readonly comments?: readonly NotionComment[] | null | undefined
  readonly parent_source?: string | null | undefined
}

/** `NotionBlock-Input` of the public document. */
export interface NotionBlock {
  readonly block_type: string
  readonly content: string
}

/** `NotionComment-Input` of the public document. */
export interface NotionComment {
  readonly content: string
}

/** `SlackData-Input` of the public document. */
export interface SlackData {
  readonly channels?: readonly SlackChannel[] | null | undefined
}

/** `SlackChannel-Input` of the public document. */
export interface SlackChannel {
  readonly name: string
  readonly description?: string | null | undefined
  /** `false` when absent. */
  readonly is_private?: boolean | undefined
  readonly messages?: readonly SlackMessage[] | null | undefined
}

/** `SlackMessage-Input` of the public document. */
export interface SlackMessage {
  readonly text: string
  readonly reactions?: readonly SlackReaction[] | null | undefined
  readonly replies?: readonly SlackMessage[] | null | undefined
}

/** `SlackReaction-Input` of the public document. */
export interface SlackReaction {
  readonly name: string
}

/** `ConfluenceData-Input` of the public document. */
export interface ConfluenceData {
  readonly spaces?: readonly ConfluenceSpace[] | undefined
}

/** `ConfluenceSpace-Input` of the public document. */
export interface ConfluenceSpace {
  readonly identifier: string
  readonly name: string
  readonly description?: string | null | undefined
  readonly pages?: readonly ConfluencePage[] | null | undefined
}

/** `ConfluencePage-Input` of the public document. */
export interface ConfluencePage {
  readonly title: string
  readonly content: string
  readonly children?: readonly ConfluencePage[] | null | undefined
  readonly comments?: readonly ConfluenceComment[] | null | undefined
}

/** `ConfluenceComment-Input` of the public document. */
export interface ConfluenceComment {
  readonly content: string
}

/** `DiscordData-Input` of the public document. */
export interface DiscordData {
  readonly channels?: readonly DiscordChannel[] | null | undefined
}

/** `DiscordChannel-Input` of the public document. */
export interface DiscordChannel {
  readonly channel_id?: string | null | undefined
  readonly messages?: readonly DiscordMessage[] | null | undefined
}

/** `DiscordMessage-Input` of the public document. */
export interface DiscordMessage {
  readonly content: string
  readonly reactions?: readonly DiscordReaction[] | null | undefined
}

/** `DiscordReaction-Input` of the public document. */
export interface DiscordReaction {
  readonly name: string
}

/** `AirtableData-Input` of the public document. */
export interface AirtableData {
  readonly tables?: readonly AirtableTable[] | null | undefined
}

/** `AirtableTable-Input` of the public document. */
export interface AirtableTable {
  readonly name: string
  readonly description?: string | null | undefined
  readonly fields?: readonly AirtableField[] | null | undefined
  readonly records?: readonly AirtableRecord[] | null | undefined
}

/** `AirtableField-Input` of the public document. */
export interface AirtableField {
  readonly name: string
  readonly type: string
  readonly options?: Readonly<Record<string, unknown>> | null | undefined
}

/** `AirtableRecord-Input` of the public document. */
export interface AirtableRecord {
  readonly fields: Readonly<Record<string, unknown>>
}

/** `SnowflakeData-Input` of the public document. */
export interface SnowflakeData {
  readonly databases?: readonly SnowflakeDatabase[] | undefined
}

/** `SnowflakeDatabase-Input` of the public document. */
export interface SnowflakeDatabase {
  readonly name: string
  readonly description?: string | null | undefined
  readonly schemas?: readonly SnowflakeSchema[] | null | undefined
}

/** `SnowflakeSchema-Input` of the public document. */
export interface SnowflakeSchema {
  readonly name: string
  readonly tables?: readonly SnowflakeTable[] | null | undefined
}

/** `SnowflakeTable-Input` of the public document. */
export interface SnowflakeTable {
  readonly name: string
  readonly columns: readonly SnowflakeColumn[]
  readonly rows?: readonly SnowflakeRow[] | null | undefined
}

/** `SnowflakeColumn-Input` of the public document. */
export interface SnowflakeColumn {
  readonly name: string
  readonly data_type: string
  /** `true` when absent. */
  readonly nullable?: boolean | undefined
  readonly default_value?: string | null | undefined
}

/** `SnowflakeRow-Input` of the public document. */
export interface SnowflakeRow {
  readonly values: Readonly<Record<string, unknown>>
}

/** `MondayData-Input` of the public document. */
export interface MondayData {
  readonly workspaces?: readonly MondayWorkspace[] | null | undefined
  readonly boards?: readonly MondayBoard[] | undefined
}

/** `MondayWorkspace-Input` of the public document. */
export interface MondayWorkspace {
  readonly name: string
  /** `"open"` when absent. */
  readonly kind?: string | undefined
  readonly description?: string | null | undefined
}

/** `MondayBoard-Input` of the public document. */
export interface MondayBoard {
  readonly name: string
  readonly description?: string | null | undefined
  /** `"public"` when absent. */
  readonly board_kind?: string | undefined
  readonly workspace_id?: string | null | undefined
  readonly groups?: readonly MondayGroup[] | null | undefined
}

/** `MondayGroup-Input` of the public document. */
export interface MondayGroup {
  readonly title: string
  readonly color?: string | null | undefined
  readonly items?: readonly MondayItem[] | null | undefined
}

/** `MondayItem-Input` of the public document. */
export interface MondayItem {
  readonly name: string
  readonly column_values?: Readonly<Record<string, unknown>> | null | undefined
  readonly updates?: readonly MondayUpdate[] | null | undefined
  readonly subitems?: readonly MondaySubitem[] | null | undefined
}

/** `MondayUpdate-Input` of the public document. */
export interface MondayUpdate {
  readonly body: string
}

/** `MondaySubitem-Input` of the public document. */
export interface MondaySubitem {
  readonly name: string
  readonly column_values?: Readonly<Record<string, unknown>> | null | undefined
}

/** `MotionData-Input` of the public document. */
export interface MotionData {
  readonly workspaces?: readonly MotionWorkspace[] | undefined
}

/** `MotionWorkspace-Input` of the public document. */
export interface MotionWorkspace {
  readonly name: string
  readonly projects?: readonly MotionProject[] | null | undefined
}

/** `MotionProject-Input` of the public document. */
export interface MotionProject {
  readonly name: string
  readonly description?: string | null | undefined
  readonly due_date?: string | null | undefined
  readonly priority?: string | null | undefined
  readonly labels?: readonly string[] | null | undefined
  readonly tasks?: readonly MotionTask[] | null | undefined
}

/** `MotionTask-Input` of the public document. */
export interface MotionTask {
  readonly name: string
  readonly description?: string | null | undefined
  readonly status?: string | null | undefined
  readonly priority?: string | null | undefined
  readonly due_date?: string | null | undefined
  /** Whole. */
  readonly duration?: number | null | undefined
  readonly labels?: readonly string[] | null | undefined
  readonly comments?: readonly MotionComment[] | null | undefined
}

/** `MotionComment-Input` of the public document. */
export interface MotionComment {
  readonly text: string
}

/** `PostgresData-Input` of the public document. */
export interface PostgresData {
  readonly schemas?: readonly PostgresSchema[] | undefined
}

/** `PostgresSchema` of the public document. */
export interface PostgresSchema {
  readonly name: string
  readonly tables?: readonly PostgresTable[] | null | undefined
}

/** `PostgresTable` of the public document. */
export interface PostgresTable {
  readonly name: string
  readonly columns: Readonly<Record<string, string>>
  readonly rows?: readonly Readonly<Record<string, unknown>>[] | null | undefined
}

/** `MongoData-Input` of the public document. */
export interface MongoData {
  readonly databases?: readonly MongoDatabase[] | undefined
}

/** `MongoDatabase-Input` of the public document. */
export interface MongoDatabase {
  readonly name: string
  readonly collections?: readonly MongoCollection[] | null | undefined
}

/** `MongoCollection-Input` of the public document. */
export interface MongoCollection {
  readonly name: string
  readonly documents?: readonly Readonly<Record<string, unknown>>[] | null | undefined
  readonly indexes?: readonly MongoIndex[] | null | undefined
}

/** `MongoIndex-Input` of the public document. */
export interface MongoIndex {
  readonly name: string
  readonly keys: readonly (readonly [string, number])[]
  readonly options?: Readonly<Record<string, unknown>> | null | undefined
}

/** `YouTubeData-Input` of the public document. */
export interface YouTubeData {
  readonly playlists?: readonly YouTubePlaylist[] | null | undefined
}

/** `YouTubePlaylist` of the public document. */
export interface YouTubePlaylist {
  readonly title: string
  readonly description?: string | null | undefined
  /** `"private"` when absent. */
  readonly privacy_status?: string | null | undefined
  readonly items?: readonly YouTubePlaylistItem[] | null | undefined
}

/** `YouTubePlaylistItem` of the public document. */
export interface YouTubePlaylistItem {
  readonly video_id: string
  readonly title?: string | null | undefined
  readonly note?: string | null | undefined
  /** Whole. */
  readonly position?: number | null | undefined
}

/** `GoogleWorkspaceAtlasData-Input` of the public document. */
export interface GoogleWorkspaceAtlasData {
  readonly events?: readonly GoogleWorkspaceAtlasGoogleCalendarEvent[] | null | undefined
}

/** `sandbox__schemas__google_workspace_atlas__GoogleCalendarEvent-Input` of the public document. */
export interface GoogleWorkspaceAtlasGoogleCalendarEvent {
  /** At least 1 character. */
  readonly title: string
  readonly startTime?: string | null | undefined
  readonly endTime?: string | null | undefined
  readonly startDate?: string | null | undefined
  readonly endDate?: string | null | undefined
  readonly timezone?: string | null | undefined
  readonly description?: string | null | undefined
  readonly location?: string | null | undefined
  readonly visibility?: string | null | undefined
  readonly recurrence?: readonly string[] | null | undefined
  readonly attendees?: readonly GoogleCalendarAttendee[] | null | undefined
}

/** `HuggingFaceData-Input` of the public document. */
export interface HuggingFaceData {
  readonly repos?: readonly HuggingFaceRepo[] | null | undefined
}

/** `HuggingFaceRepo` of the public document. */
export interface HuggingFaceRepo {
  readonly name: string
  /** `"model"` when absent. */
  readonly repo_type?: string | null | undefined
  readonly description?: string | null | undefined
  /** `false` when absent. */
  readonly private?: boolean | null | undefined
  readonly files?: readonly HuggingFaceFile[] | null | undefined
}

/** `HuggingFaceFile` of the public document. */
export interface HuggingFaceFile {
  readonly path: string
  readonly content?: string | null | undefined
  readonly url?: string | null | undefined
}

/** `GoogleCloudData-Input` of the public document. */
export interface GoogleCloudData {
  readonly datasets?: readonly GoogleCloudBigQueryDataset[] | null | undefined
  readonly tables?: readonly GoogleCloudBigQueryTable[] | null | undefined
  readonly buckets?: readonly GoogleCloudStorageBucket[] | null | undefined
  readonly objects?: readonly GoogleCloudStorageObject[] | null | undefined
  readonly log_entries?: readonly GoogleCloudLogEntry[] | null | undefined
  readonly log_sinks?: readonly GoogleCloudLogSink[] | null | undefined
  readonly log_buckets?: readonly GoogleCloudLogBucket[] | null | undefined
  readonly instances?: readonly GoogleCloudComputeInstance[] | null | undefined
}

/** `BigQueryDataset` of the public document. */
export interface GoogleCloudBigQueryDataset {
  readonly id: string
  readonly description?: string | null | undefined
  /** `"US"` when absent. */
  readonly location?: string | undefined
  readonly created_at?: string | null | undefined
  readonly updated_at?: string | null | undefined
}

/** `BigQueryTable-Input` of the public document. */
export interface GoogleCloudBigQueryTable {
  readonly dataset_id: string
  readonly id: string
  readonly description?: string | null | undefined
  readonly fields?: readonly GoogleCloudBigQueryField[] | null | undefined
  readonly row_count?: string | null | undefined
  readonly created_at?: string | null | undefined
}

/** `BigQueryField-Input` of the public document. */
export interface GoogleCloudBigQueryField {
  readonly name: string
  readonly type: string
  /** `"NULLABLE"` when absent. */
  readonly mode?: string | null | undefined
  readonly description?: string | null | undefined
  readonly fields?: readonly GoogleCloudBigQueryField[] | null | undefined
}

/** `StorageBucket` of the public document. */
export interface GoogleCloudStorageBucket {
  readonly name: string
  /** `"US"` when absent. */
  readonly location?: string | undefined
  /** `"STANDARD"` when absent. */
  readonly storage_class?: string | undefined
  /** `false` when absent. */
  readonly versioning_enabled?: boolean | undefined
  readonly lifecycle_rules?: readonly GoogleCloudLifecycleRule[] | null | undefined
  readonly created_at?: string | null | undefined
  readonly updated_at?: string | null | undefined
}

/** `LifecycleRule` of the public document. */
export interface GoogleCloudLifecycleRule {
  readonly action: string
  readonly action_storage_class?: string | null | undefined
  /** Whole. */
  readonly age_days?: number | null | undefined
  readonly created_before?: string | null | undefined
  readonly is_live?: boolean | null | undefined
  /** Whole. */
  readonly num_newer_versions?: number | null | undefined
}

/** `StorageObject` of the public document. */
export interface GoogleCloudStorageObject {
  readonly bucket: string
  readonly name: string
  readonly content_type?: string | null | undefined
  readonly size?: string | null | undefined
  readonly content?: string | null | undefined
  readonly md5_hash?: string | null | undefined
  readonly created_at?: string | null | undefined
  readonly updated_at?: string | null | undefined
}

/** `LogEntry` of the public document. */
export interface GoogleCloudLogEntry {
  readonly log_name: string
  readonly message?: string | null | undefined
  readonly json_data?: Readonly<Record<string, unknown>> | null | undefined
  /** `"INFO"` when absent. */
  readonly severity?: string | undefined
  readonly timestamp?: string | null | undefined
  readonly resource_type?: string | null | undefined
  readonly resource_labels?: Readonly<Record<string, string>> | null | undefined
}

/** `LogSink` of the public document. */
export interface GoogleCloudLogSink {
  readonly name: string
  readonly filter?: string | null | undefined
  readonly description?: string | null | undefined
  readonly created_at?: string | null | undefined
  readonly updated_at?: string | null | undefined
}

/** `LogBucket` of the public document. */
export interface GoogleCloudLogBucket {
  readonly name: string
  /** `"global"` when absent. */
  readonly location?: string | undefined
  /** Whole. `30` when absent. */
  readonly retention_days?: number | undefined
  readonly description?: string | null | undefined
  readonly created_at?: string | null | undefined
  readonly updated_at?: string | null | undefined
}

/** `ComputeInstance` of the public document. */
export interface GoogleCloudComputeInstance {
  readonly name: string
  readonly zone: string
  /** `"e2-micro"` when absent. */
  readonly machine_type?: string | undefined
  /** `"RUNNING"` when absent. */
  readonly status?: string | undefined
  readonly description?: string | null | undefined
  readonly labels?: Readonly<Record<string, string>> | null | undefined
  readonly created_at?: string | null | undefined
}

/** `PosteEmailData-Input` of the public document. */
export interface PosteEmailData {
  readonly users?: Readonly<Record<string, PosteEmailUserData>> | undefined
}

/** `PosteEmailUserData-Input` of the public document. */
export interface PosteEmailUserData {
  readonly emails?: readonly PosteEmail[] | null | undefined
}

/** `PosteEmail-Input` of the public document. */
export interface PosteEmail {
  readonly email_id?: string | null | undefined
  readonly subject: string
  readonly from_addr: string
  readonly to_addr: string
  readonly cc_addr?: string | null | undefined
  readonly bcc_addr?: string | null | undefined
  readonly date?: string | null | undefined
  readonly message_id?: string | null | undefined
  readonly body_text?: string | null | undefined
  readonly body_html?: string | null | undefined
  /** `false` when absent. */
  readonly is_read?: boolean | null | undefined
  /** `false` when absent. */
  readonly is_important?: boolean | null | undefined
  /** `"INBOX"` when absent. */
  readonly folder?: string | null | undefined
  readonly attachments?: readonly PosteEmailAttachment[] | null | undefined
}

/** `PosteEmailAttachment-Input` of the public document. */
export interface PosteEmailAttachment {
  readonly filename: string
  readonly content_type?: string | null | undefined
  /** Whole. */
  readonly size?: number | null | undefined
}

/** `CanvasData-Input` of the public document. */
export interface CanvasData {
  readonly courses?: readonly CanvasCourse[] | undefined
}

/** `CanvasCourse-Input` of the public document. */
export interface CanvasCourse {
  readonly name: string
  readonly course_code: string
  /** `true` when absent. */
  readonly published?: boolean | undefined
  readonly assignments?: readonly CanvasAssignment[] | undefined
  readonly quizzes?: readonly CanvasQuiz[] | undefined
  readonly enrollments?: readonly CanvasEnrollment[] | undefined
  readonly announcements?: readonly Readonly<Record<string, unknown>>[] | null | undefined
}

/** `CanvasAssignment-Input` of the public document. */
export interface CanvasAssignment {
  readonly name: string
  readonly description?: string | null | undefined
  readonly points_possible?: number | null | undefined
  readonly due_at?: string | null | undefined
  readonly submission_types?: readonly string[] | undefined
  /** `true` when absent. */
  readonly published?: boolean | undefined
}

/** `CanvasQuiz-Input` of the public document. */
export interface CanvasQuiz {
  readonly title: string
  readonly description?: string | null | undefined
  /** `"assignment"` when absent. */
  readonly quiz_type?: string | undefined
  /** Whole. */
  readonly time_limit?: number | null | undefined
  /** `true` when absent. */
  readonly published?: boolean | undefined
  readonly due_at?: string | null | undefined
  readonly questions?: readonly CanvasQuizQuestion[] | undefined
}

/** `CanvasQuizQuestion-Input` of the public document. */
export interface CanvasQuizQuestion {
  readonly question_name?: string | null | undefined
  readonly question_text: string
  /** `"multiple_choice_question"` when absent. */
  readonly question_type?: string | undefined
  /** `1` when absent. */
  readonly points_possible?: number | undefined
  readonly answers?: readonly Readonly<Record<string, unknown>>[] | null | undefined
}

/** `CanvasEnrollment-Input` of the public document. */
export interface CanvasEnrollment {
  readonly user_email: string
  /** `"StudentEnrollment"` when absent. */
  readonly role?: string | undefined
}
