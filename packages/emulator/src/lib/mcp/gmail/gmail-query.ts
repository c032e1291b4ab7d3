import type { Mail } from './mail.ts'

/** Says of a mail whether it is looked for. */
export type MailTest = (mail: Mail) => boolean

const EVERYWHERE: MailTest = () => true

/** What comes before a colon, and what it looks at. */
const OPERATORS: Readonly<Record<string, (value: string) => MailTest>> = {
  from: (value) => (mail) => has(mail.from, value),
  to: (value) => (mail) => has(mail.to, value),
  cc: (value) => (mail) => has(mail.cc, value),
  bcc: (value) => (mail) => has(mail.bcc, value),
  subject: (value) => (mail) => has(mail.subject, value),
  label: (value) => (mail) => mail.labels.some((label) => label.toLowerCase() === value),
  in: (value) => (value === 'anywhere' ? EVERYWHERE : labelled(value)),
  is: (value) => (value === 'read' ? (mail) => !labelled('unread')(mail) : labelled(value)),
  after: (value) => {
    const day = dayOf(value)
    return (mail) => mail.date.getTime() >= day
  },
  before: (value) => {
    const day = dayOf(value)
    return (mail) => mail.date.getTime() < day
  },
}

/** What may follow `is:` and `in:`; messages are in no other place here. */
const PLACES: Readonly<Record<string, ReadonlySet<string>>> = {
  is: new Set(['read', 'unread', 'starred', 'important']),
  in: new Set(['anywhere', 'inbox', 'sent', 'spam', 'trash', 'unread', 'starred', 'important']),
}
const TERM = /-?(?:[\w-]+:)?(?:"[^"]*"|\([^()"]*\)|[^\s"(){}]+)/g

/**
 * Reads a search as Gmail documents it: words, quoted texts, `OR`, a minus in front, and the
 * operators above. Spam and trash are left out unless they are asked for (documented).
 *
 * @throws Error for an operator that is not read here
 */
export function mailQuery(query: string): MailTest {
  const terms = query.match(TERM) ?? []
  const rest = query.replaceAll(TERM, '').trim()
  const [first] = terms
  if (rest !== '' || first === 'OR' || terms.at(-1) === 'OR')
    throw unknown(rest === '' ? 'OR' : rest)
  const groups: MailTest[][] = []
  let isAlternative = false
  for (const term of terms) {
    if (term === 'OR') {
      isAlternative = true
    } else if (isAlternative) {
      groups.at(-1)?.push(termTest(term))
      isAlternative = false
    } else if (term !== 'AND') {
      groups.push([termTest(term)])
    }
  }
  const isWide = /\bin:(?:anywhere|spam|trash)\b/i.test(query)
  const isHere = (mail: Mail): boolean => isWide || !mail.labels.some(isHidden)
  return (mail) => isHere(mail) && groups.every((tests) => tests.some((test) => test(mail)))
}

function isHidden(label: string): boolean {
  return label === 'SPAM' || label === 'TRASH'
}

function termTest(term: string): MailTest {
  if (term.startsWith('-')) {
    const test = termTest(term.slice(1))
    return (mail) => !test(mail)
  }
  const [, operator, value = term] = /^([\w-]+):(.*)$/s.exec(term) ?? []
  if (value.startsWith('(')) return bracketTest(operator, value)
  const wanted = value.replaceAll('"', '').toLowerCase()
  if (operator === undefined) return (mail) => wordIn(mail, wanted)
  const test = Object.hasOwn(OPERATORS, operator.toLowerCase())
    ? OPERATORS[operator.toLowerCase()]
    : undefined
  if (test === undefined || PLACES[operator.toLowerCase()]?.has(wanted) === false)
    throw unknown(term)
  return test(wanted)
}

/** `subject:(dinner movie)`: all of the words; other brackets are not read. */
function bracketTest(operator: string | undefined, value: string): MailTest {
  const words = value
    .slice(1, -1)
    .split(/\s+/)
    .filter((word) => word !== '')
  const isPlain = words.length > 0 && words.every((word) => !/^(?:OR|AND|-.*)$|:/.test(word))
  if (operator === undefined || !isPlain) throw unknown(value)
  const tests = words.map((word) => termTest(`${operator}:${word}`))
  return (mail) => tests.every((test) => test(mail))
}

function unknown(term: string): Error {
  return new Error(`The emulator does not understand '${term}' in a search of Gmail.`)
}

function wordIn({ subject, body, from, to, cc }: Mail, word: string): boolean {
  return [subject, body, from, to, cc].some((text) => has(text, word))
}

function has(text: string, part: string): boolean {
  return text.toLowerCase().includes(part)
}

function labelled(value: string): MailTest {
  return (mail) => mail.labels.includes(value.toUpperCase())
}

/** A day such as `2025/12/02`, in UTC. */
function dayOf(value: string): number {
  const [, year, month, day] = /^(\d{4})[/-](\d{1,2})[/-](\d{1,2})$/.exec(value) ?? []
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day))
  // The 30th of February would be the 2nd of March.
  if (Number.isNaN(time) || new Date(time).getUTCDate() !== Number(day))
    throw new Error(`The emulator does not understand '${value}' as a day.`)
  return time
}
