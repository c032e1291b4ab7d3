import { givenText, textIn } from '../systems/argument.ts'
import {
  channelId,
  channelWithId,
  messageAt,
  repliesTo,
  type SlackContext,
  SlackFailure,
  type SlackView,
  timestampOf,
  viewOf,
} from './slack-messages.ts'
import { newestFirst, pageOf } from './slack-page.ts'

type Input = Readonly<Record<string, unknown>>

const TYPES = new Set(['public_channel', 'private_channel', 'mpim', 'im'])

export function listChannels(input: Input, context: SlackContext): object {
  const asked = (textIn(input, 'types') ?? 'public_channel').split(',')
  const types = new Set(asked.map((type) => type.trim()))
  if (![...types].every((type) => TYPES.has(type))) throw new SlackFailure('invalid_types')
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
  isWithin('0', input)
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

function isWithin(timestamp: string, input: Input): boolean {
  const [oldest, latest] = [timestampIn(input, 'oldest'), timestampIn(input, 'latest')]
  if (input['inclusive'] === true && (timestamp === oldest || timestamp === latest)) return true
  const isLate = oldest === undefined || Number(timestamp) > Number(oldest)
  return isLate && (latest === undefined || Number(timestamp) < Number(latest))
}

function timestampIn(input: Input, name: 'oldest' | 'latest'): string | undefined {
  const timestamp = textIn(input, name)
  if (timestamp === undefined || /^\d+(?:\.\d+)?$/.test(timestamp)) return timestamp
  throw new SlackFailure(`invalid_ts_${name}`)
}

function isDetailed(input: Input): boolean {
  return input['response_format'] === 'detailed'
}
