import { countIn, givenText, textsIn } from '../systems/argument.ts'
import { channelId, type Message, repliesTo, type SlackContext, viewOf } from './slack-messages.ts'
import { newestFirst, pageOf } from './slack-page.ts'

/** The words, quoted texts and `in:` of a search; other modifiers and wildcards are refused. */
export function searchMessages(
  input: Readonly<Record<string, unknown>>,
  context: SlackContext,
): object {
  const channels = textsIn(input, 'channel_ids').map((id) => `in:${id}`)
  const query = [givenText(input, 'query'), ...channels].join(' ')
  const isWanted = messageQuery(query)
  const matches = (context.data.channels ?? []).flatMap((channel) =>
    (channel.messages ?? [])
      .flatMap((parent) => [parent, ...repliesTo(parent)].map((message) => ({ message, parent })))
      .map(({ message, parent }) => matchOf(context, channel, message, parent))
      .filter(isWanted),
  )
  // There are no direct messages to anybody, and no user is mentioned but by id.
  const found = input['to_me'] === 'dm' ? [] : matches.toSorted(newestFirst)
  if (input['sort_dir'] === 'asc') found.reverse()
  const { items, cursor } = pageOf(found, { ...input, limit: countIn(input, 'count', 20) }, 20)
  const showing = found.length > items.length ? `, showing ${items.length}` : ''
  return {
    ok: true,
    query,
    messages: { total: found.length, matches: items },
    summary: `Found ${found.length} messages${showing}.`,
    response_metadata: { next_cursor: cursor },
  }
}

interface Match {
  readonly channel_id: string
  readonly channel_name: string
  readonly user_id: string
  readonly ts: string
  readonly text: string
  readonly thread_ts?: string
}

function matchOf(
  context: SlackContext,
  channel: Parameters<typeof channelId>[1],
  message: Message,
  parent: Message,
): Match {
  const { user, ts, text, thread_ts: thread } = viewOf(context, message, parent)
  return {
    channel_id: channelId(context, channel),
    channel_name: channel.name,
    user_id: user,
    ts,
    text,
    ...(thread !== undefined && { thread_ts: thread }),
  }
}

function messageQuery(query: string): (match: Match) => boolean {
  const terms = query.match(/-?(?:\w+:)?(?:"[^"]*"|\S+)/g) ?? []
  const rooms = terms
    .filter((term) => /^in:/i.test(term))
    .map((term) => term.slice(3).replace(/^#/, ''))
  const words = terms.filter((term) => !/^in:/i.test(term))
  const unknown = words.find((term) => /^-|^\w+:(?!\/\/)|\*|^[^"]*"[^"]*$/.test(term))
  if (unknown !== undefined)
    throw new Error(`The emulator does not understand '${unknown}' in a search of Slack.`)
  return ({ text, channel_id: id, channel_name: name }) =>
    (rooms.length === 0 || rooms.some((room) => room === id || room === name)) &&
    words.every((word) => text.toLowerCase().includes(word.replaceAll('"', '').toLowerCase()))
}
