import { givenText } from '../systems/argument.ts'
import {
  channelWithId,
  type Message,
  messageAt,
  type SlackContext,
  SlackFailure,
  viewOf,
} from './slack-messages.ts'

type Input = Readonly<Record<string, unknown>>

export function postMessage(input: Input, context: SlackContext): object {
  const channel = channelWithId(context, givenText(input, 'channel_id'))
  const message: Message = { text: textOf(input) }
  channel.messages = [...(channel.messages ?? []), message]
  return posted(input, context, message, message)
}

export function replyToThread(input: Input, context: SlackContext): object {
  const channel = channelWithId(context, givenText(input, 'channel_id'))
  const found = messageAt(context, channel, givenText(input, 'thread_ts'))
  if (found === undefined) throw new SlackFailure('thread_not_found')
  const reply: Message = { text: textOf(input) }
  found.parent.replies = [...(found.parent.replies ?? []), reply]
  return posted(input, context, reply, found.parent)
}

export function addReaction(input: Input, context: SlackContext): object {
  const channel = channelWithId(context, givenText(input, 'channel_id'))
  const found = messageAt(context, channel, givenText(input, 'timestamp'))
  if (found === undefined) throw new SlackFailure('message_not_found')
  const name = givenText(input, 'reaction')
  if (!/^[\w+'-]+$/.test(name)) throw new SlackFailure('invalid_name')
  found.message.reactions = [...(found.message.reactions ?? []), { name }]
  return { ok: true }
}

function textOf(input: Input): string {
  const text = givenText(input, 'text')
  if (text === '') throw new SlackFailure('no_text')
  return text
}

function posted(input: Input, context: SlackContext, message: Message, parent: Message): object {
  const view = viewOf(context, message, parent)
  return { ok: true, channel: givenText(input, 'channel_id'), ts: view.ts, message: view }
}
