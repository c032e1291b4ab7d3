import {
  argumentsOf,
  countIn,
  givenText,
  oneOfWords,
  text,
  textIn,
  texts,
  textsIn,
  withDefault,
} from '../systems/argument.ts'
import {
  defineEmulatedSystem,
  type EmulatedSystem,
  type EmulatedTool,
} from '../systems/emulated-system.ts'
import { mailQuery } from './gmail-query.ts'
import {
  type GmailContext,
  type Mail,
  mailId,
  mailsOf,
  mailWithId,
  threadId,
  threadOf,
} from './mail.ts'

type Input = Readonly<Record<string, unknown>>

const letter = argumentsOf(['to', 'subject', 'body'], {
  to: texts,
  subject: text,
  body: text,
  htmlBody: text,
  mimeType: withDefault(
    oneOfWords('text/plain', 'text/html', 'multipart/alternative'),
    'text/plain',
  ),
  cc: texts,
  bcc: texts,
  threadId: text,
  inReplyTo: text,
})
const oneMail = argumentsOf(['messageId'], { messageId: text })
const labels = { addLabelIds: texts, removeLabelIds: texts }
const batchSize = withDefault({ type: 'number' }, 50)

/**
 * Gmail's tools. Names, arguments and the fields of answers are those of the public server
 * (documented); what Gmail itself answers through them is inferred, see `mail.ts`.
 *
 * `gmail_get_email_attachments` and `gmail_search_contacts` are left out: seeds have neither.
 */
export const gmailSystem: EmulatedSystem<'gmail'> = defineEmulatedSystem({
  server: 'gmail',
  name: 'gmail',
  // Failures are told as ordinary results (documented).
  failed: ({ message }) => ({ text: JSON.stringify({ error: message }, null, 2), isError: false }),
  tools: [
    tool('gmail_send_email', 'Sends a mail.', letter, sendEmail),
    tool('gmail_draft_email', 'Writes a draft.', letter, draftEmail),
    readingTool(
      'gmail_read_email',
      'Gets a mail and the others of its thread.',
      oneMail,
      readEmail,
    ),
    readingTool(
      'gmail_search_emails',
      'Finds mails by a search of Gmail.',
      argumentsOf(['query'], { query: text, maxResults: { type: 'number' } }),
      searchEmails,
    ),
    tool(
      'gmail_modify_email',
      'Changes the labels of a mail.',
      argumentsOf(['messageId'], { messageId: text, ...labels }),
      modifyEmail,
    ),
    tool('gmail_delete_email', 'Deletes a mail for good.', oneMail, deleteEmail),
    tool(
      'gmail_batch_modify_emails',
      'Changes the labels of several mails.',
      argumentsOf(['messageIds'], { messageIds: texts, ...labels, batchSize }),
      (input, context) =>
        inBatch('Batch label modification complete.', input, (messageId) =>
          modifyEmail({ ...input, messageId }, context),
        ),
    ),
    tool(
      'gmail_batch_delete_emails',
      'Deletes several mails for good.',
      argumentsOf(['messageIds'], { messageIds: texts, batchSize }),
      (input, context) =>
        inBatch('Batch delete operation complete.', input, (messageId) =>
          deleteEmail({ messageId }, context),
        ),
    ),
  ],
})

type Work = (input: Input, context: GmailContext) => unknown

function tool(
  name: string,
  description: string,
  inputSchema: EmulatedTool<'gmail'>['inputSchema'],
  call: Work,
): EmulatedTool<'gmail'> {
  const category = name.includes('batch') ? 'GMAIL_BATCH_EMAIL' : 'GMAIL_EMAIL'
  return { name, description, inputSchema, annotations: { category }, call }
}

function readingTool(...args: Parameters<typeof tool>): EmulatedTool<'gmail'> {
  const made = tool(...args)
  return { ...made, annotations: { ...made.annotations, readOnlyHint: true } }
}

function sendEmail(input: Input, context: GmailContext): object {
  const message = { ...letterOf(input, context), labels: ['SENT'] }
  context.data.messages = [...(context.data.messages ?? []), message]
  const messageId = mailId(context.origin(message).serial)
  return { message: `Email sent successfully with ID: ${messageId}`, messageId }
}

function draftEmail(input: Input, context: GmailContext): object {
  const draft = letterOf(input, context)
  context.data.drafts = [...(context.data.drafts ?? []), draft]
  const draftId = `r${context.origin(draft).serial}`
  return { message: `Email draft created successfully with ID: ${draftId}`, draftId }
}

/** The data has one body, so that of two the one that `mimeType` asks for is kept, plain for both. */
function letterOf(input: Input, context: GmailContext) {
  const thread = textIn(input, 'threadId')
  if (thread !== undefined) mailWithId(context, thread)
  const html = input['mimeType'] === 'text/html' ? textIn(input, 'htmlBody') : undefined
  const [cc, bcc] = [textsIn(input, 'cc').join(', '), textsIn(input, 'bcc').join(', ')]
  return {
    subject: givenText(input, 'subject'),
    to: textsIn(input, 'to').join(', '),
    body: html ?? givenText(input, 'body'),
    from: context.account,
    ...(cc !== '' && { cc }),
    ...(bcc !== '' && { bcc }),
  }
}

function readEmail(input: Input, context: GmailContext): object {
  const mail = mailWithId(context, givenText(input, 'messageId'))
  const emails = threadOf(context, mail).map(shownMail)
  return { threadId: threadId(context, mail), messageCount: emails.length, emails }
}

function shownMail({ id, subject, from, to, cc, date, body }: Mail): object {
  return {
    messageId: id,
    subject,
    from,
    to,
    ...(cc !== '' && { cc }),
    date: date.toUTCString(),
    body: { text: body, html: '', preferredFormat: body === '' ? null : 'text/plain' },
  }
}

function searchEmails(input: Input, context: GmailContext): readonly object[] {
  return mailsOf(context)
    .filter(mailQuery(givenText(input, 'query')))
    .slice(0, countIn(input, 'maxResults', 10))
    .map(({ id, subject, from, date }) => ({ id, subject, from, date: date.toUTCString() }))
}

function modifyEmail(input: Input, context: GmailContext): object {
  const { message, id, labels: before } = mailWithId(context, givenText(input, 'messageId'))
  const removed = textsIn(input, 'removeLabelIds')
  const added = textsIn(input, 'addLabelIds')
  message.labels = [...new Set([...before.filter((label) => !removed.includes(label)), ...added])]
  return {
    message: `Email ${id} labels updated successfully`,
    messageId: id,
    ...(input['addLabelIds'] !== undefined && { addedLabels: added }),
    ...(input['removeLabelIds'] !== undefined && { removedLabels: removed }),
  }
}

function deleteEmail(input: Input, context: GmailContext): object {
  const { message, id } = mailWithId(context, givenText(input, 'messageId'))
  context.data.messages = (context.data.messages ?? []).filter((other) => other !== message)
  return { message: `Email ${id} deleted successfully`, messageId: id }
}

function inBatch(message: string, input: Input, work: (messageId: string) => unknown): object {
  const ids = textsIn(input, 'messageIds')
  const failures = ids.flatMap((messageId) => {
    try {
      work(messageId)
      return []
    } catch (error) {
      return [{ messageId, error: (error as Error).message }]
    }
  })
  return {
    message,
    successCount: ids.length - failures.length,
    failureCount: failures.length,
    ...(failures.length > 0 && { failures }),
  }
}
