import type { SandpitIssue } from '@sandpit/client/errors'
import type {
  CloseContact,
  CloseData,
  CloseLead,
  CloseOpportunity,
  CloseTask,
} from '../data/close-data.ts'
import { showValue } from '@sandpit/client/show-text'

/** A value that the service's contract lets pass and Close itself is likely to refuse. */
export interface LikelyRefusal extends SandpitIssue {
  /** From where it is known that Close refuses it. */
  readonly source: string
}

/** What Close's help and a recorded organization have; a sandbox may have others. */
const STATUSES = [
  'Potential',
  'Bad Fit',
  'Qualified',
  'Customer',
  'Interested',
  'Canceled',
  'Not Interested',
]
const PERIODS = ['one_time', 'monthly', 'annual']

const DOCUMENT = "Close's API document"
const RECORDED = 'an answer recorded from Close'
const INFERRED = "inferred from the field's type in Close's API document"

const DAY = /^(\d{4})-(\d\d)-(\d\d)(?:$|[T ]\d)/
const ADDRESS = /^[^\s@]+@[^\s@]+$/

/**
 * The values of a seed that its contract allows and that Close is likely to refuse, so that
 * `initialize` may fail on the hosted service where the emulator takes them: a date such as
 * `tomorrow`, a confidence of 900, an email `zzz`, an unknown period. Empty for a seed without any.
 *
 * Nothing is recorded of how the service answers them (API reference, Close initialize): what it is
 * known from is in each `source`.
 *
 * @example
 * ```ts
 * import { likelyRefusals } from '@sandpit/close/schema'
 *
 * const [first] = likelyRefusals({ leads: [{ name: 'Acme', tasks: [{ description: 'Call', date: 'tomorrow' }] }] })
 * console.log(first?.path, first?.message) // ['leads', 0, 'tasks', 0, 'date'] 'Close takes a day ...'
 * ```
 */
export function likelyRefusals(data: CloseData): readonly LikelyRefusal[] {
  return within(data.leads, ['leads'], (lead, path) => [
    ...ofLead(lead, path),
    ...within(lead.contacts, [...path, 'contacts'], ofContact),
    ...within(lead.opportunities, [...path, 'opportunities'], ofOpportunity),
    ...within(lead.tasks, [...path, 'tasks'], ofTask),
  ])
}

type Path = readonly (string | number)[]

function ofLead({ status }: CloseLead, path: Path): readonly LikelyRefusal[] {
  if (status === undefined || status === null || STATUSES.includes(status)) return []
  const known = STATUSES.slice(0, 4).join(', ')
  return [
    refusal(
      [...path, 'status'],
      status,
      `a status of the organization, such as ${known}`,
      RECORDED,
    ),
  ]
}

function ofContact({ emails, phones }: CloseContact, path: Path): readonly LikelyRefusal[] {
  return [
    ...within(emails, [...path, 'emails'], ({ email }, at) => [
      ...unless(
        typeof email === 'string' && ADDRESS.test(email),
        [...at, 'email'],
        email,
        'an email address',
        RECORDED,
      ),
    ]),
    ...within(phones, [...path, 'phones'], ({ phone }, at) => [
      ...unless(
        typeof phone === 'string' && /\d/.test(phone),
        [...at, 'phone'],
        phone,
        'a phone number',
        INFERRED,
      ),
    ]),
  ]
}

function ofOpportunity(
  { value, confidence, period }: CloseOpportunity,
  path: Path,
): readonly LikelyRefusal[] {
  const percent = confidence ?? 0
  return [
    ...unless(
      (value ?? 0) >= 0,
      [...path, 'value'],
      value,
      'cents that are not negative',
      INFERRED,
    ),
    ...unless(
      percent >= 0 && percent <= 100,
      [...path, 'confidence'],
      confidence,
      'a confidence from 0 to 100',
      DOCUMENT,
    ),
    ...unless(
      PERIODS.includes(period ?? 'one_time'),
      [...path, 'period'],
      period,
      PERIODS.join(', '),
      DOCUMENT,
    ),
  ]
}

function ofTask({ date, assignee_id: assignee }: CloseTask, path: Path): readonly LikelyRefusal[] {
  const isUser = assignee?.startsWith('user_') ?? true
  return [
    ...unless(
      isDate(date ?? '2025-12-02'),
      [...path, 'date'],
      date,
      'a day such as 2025-12-02, or a date-time',
      DOCUMENT,
    ),
    ...unless(
      isUser,
      [...path, 'assignee_id'],
      assignee,
      "a user's id, which begins with user_",
      INFERRED,
    ),
  ]
}

/** A day that a calendar has, with or without a time. */
function isDate(text: string): boolean {
  const [, year, month, day] = DAY.exec(text) ?? []
  if (day === undefined || Number.isNaN(Date.parse(text))) return false
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return date.toISOString().startsWith(`${year}-${month}-${day}`)
}

function within<Item>(
  items: readonly Item[] | null | undefined,
  path: Path,
  find: (item: Item, path: Path) => readonly LikelyRefusal[],
): readonly LikelyRefusal[] {
  return (items ?? []).flatMap((item, index) => find(item, [...path, index]))
}

function unless(
  isFine: boolean,
  path: Path,
  value: unknown,
  wanted: string,
  source: string,
): readonly LikelyRefusal[] {
  return isFine ? [] : [refusal(path, value, wanted, source)]
}

function refusal(path: Path, value: unknown, wanted: string, source: string): LikelyRefusal {
  return { path, message: `Close takes ${wanted}; got ${showValue(value)}`, source }
}
