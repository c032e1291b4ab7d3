import type { SystemServer } from '../../data.ts'

/**
 * The tools of the public servers that only read, by the code of Klavis-AI/klavis (`mcp_servers`,
 * 2026-05-08): those that carry `readOnlyHint` there. A tool that is not here counts as one that
 * writes, so that a read-only test is safe from it.
 */
const readingTools: { readonly [Server in SystemServer]?: readonly string[] } = {
  gmail: [
    'gmail_read_email',
    'gmail_search_emails',
    'gmail_get_email_attachments',
    'gmail_search_contacts',
  ],
  google_calendar: [
    'google_calendar_get_current_time',
    'google_calendar_list_calendars',
    'google_calendar_list_events',
    'google_calendar_find_free_slots',
  ],
  slack: [
    'slack_user_list_channels',
    'slack_get_channel_history',
    'slack_get_thread_replies',
    'slack_user_search_messages',
  ],
}

/** The tools of a server that only read; undefined where they are not known. */
export function readingToolsOf(server: SystemServer): readonly string[] | undefined {
  return readingTools[server]
}
