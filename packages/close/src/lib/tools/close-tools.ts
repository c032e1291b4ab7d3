// Made from the list of Close's MCP server by the test close-tools.test.ts of @sandpit/conformance.

/** What each tool of Close's MCP server takes. */
export interface CloseTools {
  close_create_lead: {
    readonly name: string
    readonly description?: string
    readonly status_id?: string
    readonly url?: string
    readonly contacts?: readonly {
      readonly name?: string
      readonly title?: string
      readonly emails?: readonly {
        readonly email?: string
        readonly type?: string
      }[]
      readonly phones?: readonly {
        readonly phone?: string
        readonly type?: string
      }[]
    }[]
    readonly addresses?: readonly {
      readonly address_1?: string
      readonly address_2?: string
      readonly city?: string
      readonly state?: string
      readonly zipcode?: string
      readonly country?: string
    }[]
  }
  close_get_lead: {
    readonly lead_id: string
    readonly fields?: string
  }
  close_search_leads: {
    readonly query: string
    readonly limit?: number
    readonly status_id?: string
  }
  close_update_lead: {
    readonly lead_id: string
    readonly name?: string
    readonly description?: string
    readonly status_id?: string
    readonly url?: string
  }
  close_delete_lead: {
    readonly lead_id: string
  }
  close_list_leads: {
    readonly limit?: number
    readonly skip?: number
    readonly query?: string
    readonly status_id?: string
  }
  close_create_contact: {
    readonly lead_id: string
    readonly name?: string
    readonly title?: string
    readonly emails?: readonly {
      readonly email?: string
      readonly type?: string
    }[]
    readonly phones?: readonly {
      readonly phone?: string
      readonly type?: string
    }[]
  }
  close_get_contact: {
    readonly contact_id: string
  }
  close_search_contacts: {
    readonly query: string
    readonly limit?: number
    readonly lead_id?: string
  }
  close_update_contact: {
    readonly contact_id: string
    readonly name?: string
    readonly title?: string
    readonly emails?: readonly {
      readonly email?: string
      readonly type?: string
    }[]
    readonly phones?: readonly {
      readonly phone?: string
      readonly type?: string
    }[]
  }
  close_delete_contact: {
    readonly contact_id: string
  }
  close_create_opportunity: {
    readonly lead_id: string
    readonly note?: string
    readonly confidence?: number
    readonly value?: number
    readonly value_period?: string
    readonly status_id?: string
    readonly expected_date?: string
  }
  close_get_opportunity: {
    readonly opportunity_id: string
  }
  close_update_opportunity: {
    readonly opportunity_id: string
    readonly note?: string
    readonly confidence?: number
    readonly value?: number
    readonly value_period?: string
    readonly status_id?: string
    readonly expected_date?: string
  }
  close_delete_opportunity: {
    readonly opportunity_id: string
  }
  close_create_task: {
    readonly lead_id: string
    readonly text: string
    readonly assigned_to?: string
    readonly date?: string
    readonly is_complete?: boolean
  }
  close_get_task: {
    readonly task_id: string
  }
  close_update_task: {
    readonly task_id: string
    readonly text?: string
    readonly assigned_to?: string
    readonly date?: string
    readonly is_complete?: boolean
  }
  close_delete_task: {
    readonly task_id: string
  }
  close_list_tasks: {
    readonly limit?: number
    readonly skip?: number
    readonly lead_id?: string
    readonly assigned_to?: string
    readonly is_complete?: boolean
    readonly task_type?: string
    readonly view?: 'inbox' | 'future' | 'archive'
  }
  close_get_current_user: Readonly<Record<string, never>>
  close_list_users: {
    readonly limit?: number
    readonly skip?: number
  }
  close_get_user: {
    readonly user_id: string
  }
  close_list_activities: {
    readonly limit?: number
    readonly skip?: number
    readonly lead_id?: string
    readonly user_id?: string
    readonly date_created__gte?: string
    readonly date_created__lte?: string
  }
  close_search_activities: {
    readonly query: string
    readonly limit?: number
  }
  close_list_email_activities: {
    readonly limit?: number
    readonly skip?: number
    readonly lead_id?: string
    readonly contact_id?: string
    readonly user_id?: string
    readonly direction?: 'incoming' | 'outgoing'
  }
  close_get_email_activity: {
    readonly email_id: string
  }
  close_create_email_activity: {
    readonly lead_id: string
    readonly subject: string
    readonly body_text?: string
    readonly body_html?: string
    readonly to?: readonly string[]
    readonly cc?: readonly string[]
    readonly bcc?: readonly string[]
    readonly sender?: string
    readonly status?: string
    readonly template_id?: string
  }
  close_update_email_activity: {
    readonly email_id: string
    readonly subject?: string
    readonly body_text?: string
    readonly body_html?: string
    readonly status?: string
  }
  close_delete_email_activity: {
    readonly email_id: string
  }
  close_send_email_activity: {
    readonly email_id: string
  }
  close_search_email_activities: {
    readonly query: string
    readonly limit?: number
  }
  close_list_call_activities: {
    readonly limit?: number
    readonly skip?: number
    readonly lead_id?: string
    readonly contact_id?: string
    readonly user_id?: string
    readonly direction?: 'inbound' | 'outbound'
    readonly disposition?: string
  }
  close_get_call_activity: {
    readonly call_id: string
  }
  close_create_call_activity: {
    readonly lead_id: string
    readonly direction: 'inbound' | 'outbound'
    readonly phone?: string
    readonly disposition?: string
    readonly duration?: number
    readonly note?: string
    readonly contact_id?: string
    readonly user_id?: string
  }
  close_update_call_activity: {
    readonly call_id: string
    readonly disposition?: string
    readonly duration?: number
    readonly note?: string
  }
  close_delete_call_activity: {
    readonly call_id: string
  }
  close_search_call_activities: {
    readonly query: string
    readonly limit?: number
  }
  close_list_sms_activities: {
    readonly limit?: number
    readonly skip?: number
    readonly lead_id?: string
    readonly contact_id?: string
    readonly user_id?: string
    readonly direction?: 'incoming' | 'outgoing'
  }
  close_get_sms_activity: {
    readonly sms_id: string
  }
  close_create_sms_activity: {
    readonly lead_id: string
    readonly text: string
    readonly direction: 'incoming' | 'outgoing'
    readonly remote_phone?: string
    readonly local_phone?: string
    readonly contact_id?: string
    readonly status?: string
  }
  close_update_sms_activity: {
    readonly sms_id: string
    readonly text?: string
    readonly status?: string
  }
  close_delete_sms_activity: {
    readonly sms_id: string
  }
  close_send_sms_activity: {
    readonly sms_id: string
  }
  close_search_sms_activities: {
    readonly query: string
    readonly limit?: number
  }
  close_list_meeting_activities: {
    readonly limit?: number
    readonly skip?: number
    readonly lead_id?: string
    readonly contact_id?: string
    readonly user_id?: string
    readonly status?:
      | 'upcoming'
      | 'in-progress'
      | 'completed'
      | 'canceled'
      | 'declined-by-lead'
      | 'declined-by-org'
    readonly date_created__gte?: string
    readonly date_created__lte?: string
    readonly starts_at__gte?: string
    readonly starts_at__lte?: string
  }
  close_get_meeting_activity: {
    readonly meeting_id: string
  }
  close_create_meeting_activity: {
    readonly lead_id: string
    readonly starts_at: string
    readonly ends_at: string
    readonly status?:
      | 'upcoming'
      | 'in-progress'
      | 'completed'
      | 'canceled'
      | 'declined-by-lead'
      | 'declined-by-org'
    readonly attendees?: readonly {
      readonly contact_id: string
      readonly status?: 'noreply' | 'yes' | 'no' | 'maybe'
    }[]
    readonly user_note_html?: string
    readonly outcome_id?: string
    readonly user_id?: string
    readonly date_created?: string
  }
  close_update_meeting_activity: {
    readonly meeting_id: string
    readonly starts_at?: string
    readonly ends_at?: string
    readonly status?:
      | 'upcoming'
      | 'in-progress'
      | 'completed'
      | 'canceled'
      | 'declined-by-lead'
      | 'declined-by-org'
    readonly attendees?: readonly {
      readonly contact_id: string
      readonly status?: 'noreply' | 'yes' | 'no' | 'maybe'
    }[]
    readonly user_note_html?: string
    readonly outcome_id?: string
  }
  close_delete_meeting_activity: {
    readonly meeting_id: string
  }
  close_search_meeting_activities: {
    readonly query: string
    readonly limit?: number
  }
  close_list_whatsapp_activities: {
    readonly limit?: number
    readonly skip?: number
    readonly lead_id?: string
    readonly contact_id?: string
    readonly user_id?: string
    readonly direction?: 'incoming' | 'outgoing'
    readonly date_created__gte?: string
    readonly date_created__lte?: string
  }
  close_get_whatsapp_activity: {
    readonly whatsapp_id: string
  }
  close_create_whatsapp_activity: {
    readonly lead_id: string
    readonly external_whatsapp_message_id: string
    readonly message_markdown: string
    readonly direction?: 'incoming' | 'outgoing'
    readonly attachments?: readonly {
      readonly url: string
      readonly filename?: string
      readonly content_type?: string
    }[]
    readonly integration_link?: string
    readonly response_to_id?: string
    readonly user_id?: string
    readonly contact_id?: string
    readonly date_created?: string
    readonly send_to_inbox?: boolean
  }
  close_update_whatsapp_activity: {
    readonly whatsapp_id: string
    readonly message_markdown?: string
    readonly attachments?: readonly {
      readonly url: string
      readonly filename?: string
      readonly content_type?: string
    }[]
    readonly integration_link?: string
  }
  close_delete_whatsapp_activity: {
    readonly whatsapp_id: string
  }
  close_search_whatsapp_activities: {
    readonly query: string
    readonly limit?: number
  }
  close_list_note_activities: {
    readonly limit?: number
    readonly skip?: number
    readonly lead_id?: string
    readonly user_id?: string
  }
  close_get_note_activity: {
    readonly note_id: string
  }
  close_create_note_activity: {
    readonly lead_id: string
    readonly note: string
    readonly user_id?: string
  }
  close_update_note_activity: {
    readonly note_id: string
    readonly note?: string
  }
  close_delete_note_activity: {
    readonly note_id: string
  }
  close_search_note_activities: {
    readonly query: string
    readonly limit?: number
  }
}

/** The names of what each tool takes. */
export const closeToolArguments: Readonly<Record<keyof CloseTools, readonly string[]>> = {
  close_create_lead: ['name', 'description', 'status_id', 'url', 'contacts', 'addresses'],
  close_get_lead: ['lead_id', 'fields'],
  close_search_leads: ['query', 'limit', 'status_id'],
  close_update_lead: ['lead_id', 'name', 'description', 'status_id', 'url'],
  close_delete_lead: ['lead_id'],
  close_list_leads: ['limit', 'skip', 'query', 'status_id'],
  close_create_contact: ['lead_id', 'name', 'title', 'emails', 'phones'],
  close_get_contact: ['contact_id'],
  close_search_contacts: ['query', 'limit', 'lead_id'],
  close_update_contact: ['contact_id', 'name', 'title', 'emails', 'phones'],
  close_delete_contact: ['contact_id'],
  close_create_opportunity: [
    'lead_id',
    'note',
    'confidence',
    'value',
    'value_period',
    'status_id',
    'expected_date',
  ],
  close_get_opportunity: ['opportunity_id'],
  close_update_opportunity: [
    'opportunity_id',
    'note',
    'confidence',
    'value',
    'value_period',
    'status_id',
    'expected_date',
  ],
  close_delete_opportunity: ['opportunity_id'],
  close_create_task: ['lead_id', 'text', 'assigned_to', 'date', 'is_complete'],
  close_get_task: ['task_id'],
  close_update_task: ['task_id', 'text', 'assigned_to', 'date', 'is_complete'],
  close_delete_task: ['task_id'],
  close_list_tasks: ['limit', 'skip', 'lead_id', 'assigned_to', 'is_complete', 'task_type', 'view'],
  close_get_current_user: [],
  close_list_users: ['limit', 'skip'],
  close_get_user: ['user_id'],
  close_list_activities: [
    'limit',
    'skip',
    'lead_id',
    'user_id',
    'date_created__gte',
    'date_created__lte',
  ],
  close_search_activities: ['query', 'limit'],
  close_list_email_activities: ['limit', 'skip', 'lead_id', 'contact_id', 'user_id', 'direction'],
  close_get_email_activity: ['email_id'],
  close_create_email_activity: [
    'lead_id',
    'subject',
    'body_text',
    'body_html',
    'to',
    'cc',
    'bcc',
    'sender',
    'status',
    'template_id',
  ],
  close_update_email_activity: ['email_id', 'subject', 'body_text', 'body_html', 'status'],
  close_delete_email_activity: ['email_id'],
  close_send_email_activity: ['email_id'],
  close_search_email_activities: ['query', 'limit'],
  close_list_call_activities: [
    'limit',
    'skip',
    'lead_id',
    'contact_id',
    'user_id',
    'direction',
    'disposition',
  ],
  close_get_call_activity: ['call_id'],
  close_create_call_activity: [
    'lead_id',
    'direction',
    'phone',
    'disposition',
    'duration',
    'note',
    'contact_id',
    'user_id',
  ],
  close_update_call_activity: ['call_id', 'disposition', 'duration', 'note'],
  close_delete_call_activity: ['call_id'],
  close_search_call_activities: ['query', 'limit'],
  close_list_sms_activities: ['limit', 'skip', 'lead_id', 'contact_id', 'user_id', 'direction'],
  close_get_sms_activity: ['sms_id'],
  close_create_sms_activity: [
    'lead_id',
    'text',
    'direction',
    'remote_phone',
    'local_phone',
    'contact_id',
    'status',
  ],
  close_update_sms_activity: ['sms_id', 'text', 'status'],
  close_delete_sms_activity: ['sms_id'],
  close_send_sms_activity: ['sms_id'],
  close_search_sms_activities: ['query', 'limit'],
  close_list_meeting_activities: [
    'limit',
    'skip',
    'lead_id',
    'contact_id',
    'user_id',
    'status',
    'date_created__gte',
    'date_created__lte',
    'starts_at__gte',
    'starts_at__lte',
  ],
  close_get_meeting_activity: ['meeting_id'],
  close_create_meeting_activity: [
    'lead_id',
    'starts_at',
    'ends_at',
    'status',
    'attendees',
    'user_note_html',
    'outcome_id',
    'user_id',
    'date_created',
  ],
  close_update_meeting_activity: [
    'meeting_id',
    'starts_at',
    'ends_at',
    'status',
    'attendees',
    'user_note_html',
    'outcome_id',
  ],
  close_delete_meeting_activity: ['meeting_id'],
  close_search_meeting_activities: ['query', 'limit'],
  close_list_whatsapp_activities: [
    'limit',
    'skip',
    'lead_id',
    'contact_id',
    'user_id',
    'direction',
    'date_created__gte',
    'date_created__lte',
  ],
  close_get_whatsapp_activity: ['whatsapp_id'],
  close_create_whatsapp_activity: [
    'lead_id',
    'external_whatsapp_message_id',
    'message_markdown',
    'direction',
    'attachments',
    'integration_link',
    'response_to_id',
    'user_id',
    'contact_id',
    'date_created',
    'send_to_inbox',
  ],
  close_update_whatsapp_activity: [
    'whatsapp_id',
    'message_markdown',
    'attachments',
    'integration_link',
  ],
  close_delete_whatsapp_activity: ['whatsapp_id'],
  close_search_whatsapp_activities: ['query', 'limit'],
  close_list_note_activities: ['limit', 'skip', 'lead_id', 'user_id'],
  close_get_note_activity: ['note_id'],
  close_create_note_activity: ['lead_id', 'note', 'user_id'],
  close_update_note_activity: ['note_id', 'note'],
  close_delete_note_activity: ['note_id'],
  close_search_note_activities: ['query', 'limit'],
}

/** The tools that only read, as the server marks them. */
export const readOnlyCloseTools: readonly (keyof CloseTools)[] = [
  'close_get_lead',
  'close_search_leads',
  'close_list_leads',
  'close_get_contact',
  'close_search_contacts',
  'close_get_opportunity',
  'close_get_task',
  'close_list_tasks',
  'close_get_current_user',
  'close_list_users',
  'close_get_user',
  'close_list_activities',
  'close_search_activities',
  'close_list_email_activities',
  'close_get_email_activity',
  'close_search_email_activities',
  'close_list_call_activities',
  'close_get_call_activity',
  'close_search_call_activities',
  'close_list_sms_activities',
  'close_get_sms_activity',
  'close_search_sms_activities',
  'close_list_meeting_activities',
  'close_get_meeting_activity',
  'close_search_meeting_activities',
  'close_list_whatsapp_activities',
  'close_get_whatsapp_activity',
  'close_search_whatsapp_activities',
  'close_list_note_activities',
  'close_get_note_activity',
  'close_search_note_activities',
]
