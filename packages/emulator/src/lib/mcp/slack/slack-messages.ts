import type { SlackChannel, SlackMessage } from '@sandpit/systems/data'

import type { Editable, ToolContext } from '../systems/emulated-system.ts'

export type SlackContext = ToolContext<'slack'>
type Channel = Editable<SlackChannel>
export type Message = Editable<SlackMessage>

/** Who wrote what is in the sandbox: the data names no authors (inferred). */
const USER_ID = 'U0000000001'

/** A failure in Slack's own form, `{ ok: false, error }`, which the public server passes on. */
export class SlackFailure extends Error {}

export function channelId({ origin }: SlackContext, channel: Channel): string {
  return `C${origin(channel).serial.toString(36).toUpperCase().padStart(10, '0')}`
}

export function channelWithId(context: SlackContext, id: string): Channel {
  const found = (context.data.channels ?? []).find((channel) => channelId(context, channel) === id)
  if (found === undefined) throw new SlackFailure('channel_not_found')
  return found
}

/** When a message was written, in Slack's form: its id within a channel. */
export function timestampOf({ origin }: SlackContext, message: Message): string {
  const { serial, at } = origin(message)
  return `${Math.floor(at.getTime() / 1000)}.${String(serial).padStart(6, '0')}`
}

/** A message of a channel, or a reply in one of its threads; with the thread that it is in. */
export function messageAt(
  context: SlackContext,
  channel: Channel,
  timestamp: string,
): { readonly message: Message; readonly parent: Message } | undefined {
  for (const parent of channel.messages ?? []) {
    const message = [parent, ...repliesTo(parent)].find(
      (one) => timestampOf(context, one) === timestamp,
    )
    if (message !== undefined) return { message, parent }
  }
  return undefined
}

/** Replies to replies are in the same thread, for Slack has only one level. */
export function repliesTo({ replies }: Message): readonly Message[] {
  return (replies ?? []).flatMap((reply) => [reply, ...repliesTo(reply)])
}

/** A message as Slack's own API has it. */
export interface SlackView {
  readonly type: 'message'
  readonly user: string
  readonly ts: string
  readonly text: string
  readonly thread_ts?: string
  readonly reply_count?: number
  readonly parent_user_id?: string
  readonly reactions?: readonly { readonly name: string; readonly count: number }[]
}

export function viewOf(context: SlackContext, message: Message, parent: Message): SlackView {
  const replies = repliesTo(parent).length
  return {
    type: 'message',
    user: USER_ID,
    ts: timestampOf(context, message),
    text: message.text,
    ...(replies > 0 && { thread_ts: timestampOf(context, parent) }),
    ...(replies > 0 && message === parent && { reply_count: replies }),
    ...(message !== parent && { parent_user_id: USER_ID }),
    ...((message.reactions ?? []).length > 0 && { reactions: reactionsOf(message) }),
  }
}

function reactionsOf({ reactions }: Message): readonly { name: string; count: number }[] {
  const groups = Map.groupBy(reactions ?? [], ({ name }) => name)
  return [...groups].map(([name, given]) => ({ name, count: given.length }))
}
