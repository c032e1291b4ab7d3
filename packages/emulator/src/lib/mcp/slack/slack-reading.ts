import { givenText, numberIn, textIn, textsIn } from '../systems/argument.ts'
import {
  channelId,
  channelWithId,
  type Message,
  messageAt,
  repliesTo,
  type SlackContext,
  SlackFailure,
  type SlackView,
  timestampOf,
  viewOf,
} from './slack-messages.ts'

type Input = Readonly<Record<string, unknown>>

export function listChannels(input: Input, context: SlackContext): object {
  const asked = (textIn(input, 'types') ?? 'public_channel').split(',')
  const types = new Set(asked.map((type) => type.trim()))
  const wanted = textIn(input, 'channel_name')?.toLowerCase()
  const channels = (context.data.channels ?? []).filter(
    ({ name, is_private: isPrivate }) =>
      types.has(isPrivate === true ? 'private_channel' : 'public_channel') &&
      (wanted === undefined || name.toLowerCase().includes(wanted)),
  )
  const { items, cursor } = pageOf(channels, input, 100)
  const more =
    cursor === ''
      ? ''
      : ' More results available - please specify the cursor parameter to continue.'
  return {
    ok: true,
    channels: items.map((channel) => ({
      id: channelId(context, channel),
      name: channel.name,
      ...(isDetailed(input) && {
        is_channel: true,
        is_private: channel.is_private ?? false,
        purpose: { value: channel.description ?? '' },
      }),
    })),
    summary: {
      total_returned: items.length,
      message: `Found ${items.length} channels.${more}`,
    },
    response_metadata: { next_cursor: cursor },
  }
}

export function channelHistory(input: Input, context: SlackContext): object {
  const { messages } = channelWithId(context, givenText(input, 'channel_id'))
  const views = (messages ?? []).map((message) => viewOf(context, message, message))
  const within = views.filter(({ ts }) => isWithin(ts, input))
  return listed(within.toSorted(newestFirst), input, historyView, 'messages.')
}

export function threadReplies(input: Input, context: SlackContext): object {
  const channel = channelWithId(context, givenText(input, 'channel_id'))
  const found = messageAt(context, channel, givenText(input, 'thread_ts'))
  if (found === undefined) throw new SlackFailure('thread_not_found')
  const { parent } = found
  const thread = [parent, ...repliesTo(parent)].map((message) => viewOf(context, message, parent))
  const within = thread.filter(({ ts }) => ts === thread[0]?.ts || isWithin(ts, input))
  return listed(
    within,
    input,
    (view) => threadView(view, timestampOf(context, parent)),
    'messages in thread.',
  )
}

/** The words, quoted texts and `in:` of a search; other modifiers are refused. */
export function searchMessages(input: Input, context: SlackContext): object {
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
  const { items, cursor } = pageOf(found, { ...input, limit: numberIn(input, 'count', 20) }, 20)
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
  const unknown = words.find((term) =>
    /^-|^(?:from|to|has|before|after|on|during|is|with):/i.test(term),
  )
  if (unknown !== undefined)
    throw new Error(`The emulator does not understand '${unknown}' in a search of Slack.`)
  return ({ text, channel_id: id, channel_name: name }) =>
    (rooms.length === 0 || rooms.some((room) => room === id || room === name)) &&
    words.every((word) => text.toLowerCase().includes(word.replaceAll('"', '').toLowerCase()))
}

function listed(
  views: readonly SlackView[],
  input: Input,
  concise: (view: SlackView) => object,
  what: string,
): object {
  const { items, cursor } = pageOf(views, input, 10)
  const more = cursor === '' ? '' : ' Use next_cursor for more results.'
  return {
    ok: true,
    messages: isDetailed(input) ? items : items.map(concise),
    has_more: cursor !== '',
    summary: `Found ${items.length} ${what}${more}`,
    ...(cursor !== '' && { response_metadata: { next_cursor: cursor } }),
  }
}

function historyView({
  user,
  ts,
  text,
  thread_ts: thread,
  reply_count: count,
  reactions,
}: SlackView): object {
  return {
    user_id: user,
    ts,
    text,
    ...(thread !== undefined && {
      thread_ts: thread,
      reply_count: count ?? 0,
      is_thread_parent: true,
    }),
    ...reactionText(reactions),
  }
}

function threadView(view: SlackView, parent: string): object {
  const isParent = view.ts === parent
  return {
    user_id: view.user,
    ts: view.ts,
    text: view.text,
    thread_ts: view.thread_ts ?? null,
    is_parent: isParent,
    ...(isParent
      ? { reply_count: view.reply_count ?? 0 }
      : { parent_user_id: view.parent_user_id }),
    ...reactionText(view.reactions),
  }
}

function reactionText(reactions: SlackView['reactions']): object {
  if (reactions === undefined) return {}
  return { reactions: reactions.map(({ name, count }) => `${name} * ${count}`).join(', ') }
}

/** A page, and where the next begins; nothing when it was the last. */
function pageOf<Item>(
  all: readonly Item[],
  input: Input,
  usual: number,
): { readonly items: readonly Item[]; readonly cursor: string } {
  const start = Number(
    Buffer.from(textIn(input, 'cursor') ?? '', 'base64')
      .toString()
      .slice(5),
  )
  if (!Number.isSafeInteger(start)) throw new SlackFailure('invalid_cursor')
  const end = start + numberIn(input, 'limit', usual)
  const cursor = end < all.length ? Buffer.from(`next:${end}`).toString('base64') : ''
  return { items: all.slice(start, end), cursor }
}

function isWithin(timestamp: string, input: Input): boolean {
  const [oldest, latest] = [textIn(input, 'oldest'), textIn(input, 'latest')]
  if (input['inclusive'] === true && (timestamp === oldest || timestamp === latest)) return true
  const isLate = oldest === undefined || Number(timestamp) > Number(oldest)
  return isLate && (latest === undefined || Number(timestamp) < Number(latest))
}

function newestFirst(one: { readonly ts: string }, other: { readonly ts: string }): number {
  return Number(other.ts) - Number(one.ts)
}

function isDetailed(input: Input): boolean {
  return input['response_format'] === 'detailed'
}
