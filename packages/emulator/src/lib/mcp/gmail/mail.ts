import type { GmailMessage } from '@sandpit/systems/data'

import type { Editable, ToolContext } from '../systems/emulated-system.ts'

export type GmailContext = ToolContext<'gmail'>

/** A message as Gmail shows it: with an id, a thread and a date, which the data has not. */
export interface Mail {
  readonly message: Editable<GmailMessage>
  readonly id: string
  readonly date: Date
  readonly subject: string
  readonly from: string
  readonly to: string
  readonly cc: string
  readonly bcc: string
  readonly body: string
  readonly labels: readonly string[]
}

/**
 * Every message, the newest first. That a message without labels is in the inbox, and that its date
 * is when it was put in, is inferred.
 */
export function mailsOf({ data, origin }: GmailContext): readonly Mail[] {
  return (data.messages ?? [])
    .map((message) => ({ message, ...origin(message) }))
    .toSorted((one, other) => other.serial - one.serial)
    .map(({ message, serial, at }) => ({
      message,
      id: mailId(serial),
      date: at,
      subject: message.subject,
      from: message.from ?? '',
      to: message.to,
      cc: message.cc ?? '',
      bcc: message.bcc ?? '',
      body: message.body,
      labels: message.labels ?? ['INBOX'],
    }))
}

/** Sixteen hexadecimal digits, as Gmail's ids are. */
export function mailId(serial: number): string {
  return `19a${serial.toString(16).padStart(13, '0')}`
}

/**
 * The message with an id.
 *
 * @throws Error in Gmail's words
 */
export function mailWithId(context: GmailContext, id: string): Mail {
  const found = mailsOf(context).find((mail) => mail.id === id)
  if (found === undefined) throw new Error('Requested entity was not found.')
  return found
}

/**
 * The messages of a thread, the oldest first. The data knows no threads: messages whose subjects
 * differ by `Re:` alone are taken for one (inferred).
 */
export function threadOf(context: GmailContext, { subject }: Mail): readonly Mail[] {
  const topic = topicOf(subject)
  return mailsOf(context)
    .filter((mail) => topicOf(mail.subject) === topic)
    .toReversed()
}

/** The thread's id is that of its first message, as in Gmail. */
export function threadId(context: GmailContext, mail: Mail): string {
  return threadOf(context, mail)[0]?.id ?? mail.id
}

function topicOf(subject: string): string {
  return subject.replace(/^(?:re|fwd?):\s*/i, '').toLowerCase()
}
