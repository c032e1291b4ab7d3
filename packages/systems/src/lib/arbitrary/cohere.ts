type Data = Readonly<Record<string, unknown>>

/** Fields of which one is not before the other. */
const ORDERED: readonly (readonly [string, string])[] = [
  ['startTime', 'endTime'],
  ['startDate', 'endDate'],
  ['start_date', 'end_date'],
  ['start_date', 'due_date'],
]

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** What makes sense of an object beyond its fields, by type. */
const SENSES: Readonly<Record<string, (data: Data) => Data>> = {
  AirtableTable: (table) => ({
    ...table,
    ...rows(table, 'records', (record) => ({
      ...record,
      fields: chosen(record['fields'] as Data, names(table['fields'])),
    })),
  }),
  GoogleCalendarEvent: allDayOrNot,
  GoogleWorkspaceAtlasGoogleCalendarEvent: allDayOrNot,
  JiraSprint: (sprint) => {
    const { start_date: start, end_date: end } = sprint
    const twoWeeks = typeof start === 'string' && later(start, 14 * DAY_MS).slice(0, 10)
    return end === undefined || !twoWeeks ? sprint : { ...sprint, end_date: twoWeeks }
  },
  OutlookCalendarEvent: (event) => {
    const { start_time: start, end_time: end } = event
    if (start === undefined) return without(event, (field) => field === 'end_time')
    const begin = String((start as Data)['dateTime'])
    return end === undefined
      ? event
      : {
          ...event,
          end_time: { ...(end as Data), dateTime: soonAfter(begin, (end as Data)['dateTime']) },
        }
  },
  GoogleFormsItem: ({ item_type: type, question, section_header: header }) => {
    if (question !== undefined) return { item_type: 'question', question }
    return header === undefined
      ? { item_type: type }
      : { item_type: 'section_header', section_header: header }
  },
  GoogleFormsQuestion: (question) => {
    const type = String(question['question_type'])
    const isChoice = ['multiple_choice', 'checkbox', 'dropdown'].includes(type)
    const extra = isChoice ? /^options$/ : new RegExp(`^${type === 'scale' ? 'scale' : 'include'}_`)
    return without(
      question,
      (field) => /^(options|scale_|include_)/.test(field) && !extra.test(field),
    )
  },
  GitHubBranch: (branch) => ({
    ...branch,
    ...(branch['folders'] !== undefined && { folders: placed(branch['folders'] as Data, '') }),
  }),
  PostgresTable: tableOfRows,
  SupabaseTable: tableOfRows,
  SnowflakeTable: (table) => ({
    ...table,
    ...rows(table, 'rows', (row) => ({
      values: chosen(row['values'] as Data, names(table['columns'])),
    })),
  }),
}

/** An object whose fields go together. */
export function cohere(type: string, data: Data): Data {
  const ordered = ORDERED.reduce(inOrder, data)
  return SENSES[type]?.(ordered) ?? ordered
}

function inOrder(data: Data, [first, last]: readonly [string, string]): Data {
  const [start, end] = [data[first], data[last]]
  if (typeof end !== 'string' || typeof start !== 'string') return data
  return start <= end ? data : { ...data, [first]: end, [last]: start }
}

/** An event has times or days; without a start, it has no end. */
function allDayOrNot(event: Data): Data {
  const { startTime: start, endTime: end } = event
  const hasTime = typeof start === 'string'
  const short = hasTime && end !== undefined ? { ...event, endTime: soonAfter(start, end) } : event
  return without(short, (field) => {
    if (field === 'endTime') return !hasTime
    if (field === 'endDate') return hasTime || event['startDate'] === undefined
    return field === 'startDate' && hasTime
  })
}

/** Half an hour, an hour or so later; how long depends on another time. */
function soonAfter(start: string, end: unknown): string {
  const halves = 1 + ((Number(String(end).slice(11, 13)) + 1) % 3)
  return later(start, halves * 30 * MINUTE_MS)
}

function later(time: string, durationMs: number): string {
  return new Date(Date.parse(time) + durationMs).toISOString().replace('.000Z', 'Z')
}

function tableOfRows(table: Data): Data {
  const columns = Object.keys(table['columns'] as Data)
  return {
    ...table,
    ...rows(table, 'rows', (row, place) => chosen({ ...row, id: place + 1 }, columns)),
  }
}

function rows(table: Data, field: string, change: (row: Data, place: number) => Data): Data {
  const held = table[field] as readonly Data[] | undefined
  return held === undefined ? {} : { [field]: held.map(change) }
}

function names(columns: unknown): readonly string[] {
  return ((columns ?? []) as readonly Data[]).map(({ name }) => String(name))
}

function chosen(row: Data, fields: readonly string[]): Data {
  return without(row, (field) => !fields.includes(field))
}

function without(data: Data, isUnwanted: (field: string) => boolean): Data {
  return Object.fromEntries(Object.entries(data).filter(([field]) => !isUnwanted(field)))
}

/** A folder whose path, and that of all that is in it, begins with where it is. */
function placed(folder: Data, parent: string): Data {
  const path = `${parent}${String(folder['name'])}`
  const inside = (part: unknown): Data => ({
    ...(part as Data),
    path: `${path}/${String((part as Data)['name'])}`,
  })
  return {
    ...folder,
    path,
    ...rows(folder, 'files', inside),
    ...rows(folder, 'folders', (inner) => placed(inner, `${path}/`)),
  }
}
