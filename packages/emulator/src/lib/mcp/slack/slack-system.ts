import { pythonJson } from '../../json/python-text.ts'
import type { InputSchema } from '../input-schema.ts'
import { argumentsOf, flag, oneOfWords, text, texts, withDefault } from '../systems/argument.ts'
import {
  defineEmulatedSystem,
  type EmulatedSystem,
  type EmulatedTool,
} from '../systems/emulated-system.ts'
import { type SlackContext, SlackFailure } from './slack-messages.ts'
import { channelHistory, listChannels, threadReplies } from './slack-reading.ts'
import { searchMessages } from './slack-search.ts'
import { addReaction, postMessage, replyToThread } from './slack-writing.ts'

const number: InputSchema = { type: 'number' }
const responseFormat = withDefault(oneOfWords('concise', 'detailed'), 'concise')
const range = {
  cursor: text,
  oldest: text,
  latest: text,
  inclusive: flag,
  response_format: responseFormat,
}
const post = argumentsOf(['channel_id', 'text'], { channel_id: text, text })
const reply = argumentsOf(['channel_id', 'thread_ts', 'text'], {
  channel_id: text,
  thread_ts: text,
  text,
})
const reaction = argumentsOf(['channel_id', 'timestamp', 'reaction'], {
  channel_id: text,
  timestamp: text,
  reaction: text,
})

/**
 * Slack's tools. Names, arguments and the fields of answers are those of the public server, failures
 * those of Slack's API (documented); ids, times and authors, which seeds have not, are inferred.
 *
 * The tools for users and invitations are left out: seeds have no users.
 */
export const slackSystem: EmulatedSystem<'slack'> = defineEmulatedSystem({
  server: 'slack',
  // Slack's own failures are passed on as JSON, others told as a text; neither is marked (documented).
  failed: (error) => ({
    text:
      error instanceof SlackFailure
        ? pythonJson({ ok: false, error: error.message })
        : `Error: ${error.message}`,
    isError: false,
  }),
  tools: [
    reading(
      'slack_user_list_channels',
      'SLACK_CHANNEL',
      'Lists the channels.',
      argumentsOf([], {
        limit: withDefault(number, 100),
        cursor: text,
        types: withDefault(text, 'public_channel'),
        channel_name: text,
        user_id: text,
        response_format: responseFormat,
      }),
      listChannels,
    ),
    reading(
      'slack_get_channel_history',
      'SLACK_CHANNEL',
      'Gets messages of a channel, the newest first.',
      argumentsOf(['channel_id'], { channel_id: text, limit: withDefault(number, 10), ...range }),
      channelHistory,
    ),
    reading(
      'slack_get_thread_replies',
      'SLACK_THREAD',
      'Gets a message and the replies to it.',
      argumentsOf(['channel_id', 'thread_ts'], {
        channel_id: text,
        thread_ts: text,
        limit: withDefault(number, 10),
        ...range,
      }),
      threadReplies,
    ),
    reading(
      'slack_user_search_messages',
      'SLACK_MESSAGE',
      'Finds messages by words.',
      argumentsOf(['query'], {
        query: text,
        channel_ids: texts,
        to_me: withDefault(oneOfWords('dm', 'mention', 'off'), 'off'),
        sort: withDefault(oneOfWords('score', 'timestamp'), 'score'),
        sort_dir: withDefault(oneOfWords('asc', 'desc'), 'desc'),
        count: withDefault(number, 20),
        cursor: text,
        highlight: withDefault(flag, true),
        response_format: responseFormat,
      }),
      searchMessages,
    ),
    ...['user', 'bot'].flatMap((who) => [
      tool(`slack_${who}_post_message`, 'SLACK_MESSAGE', 'Writes to a channel.', post, postMessage),
      tool(
        `slack_${who}_reply_to_thread`,
        'SLACK_MESSAGE',
        'Replies to a message.',
        reply,
        replyToThread,
      ),
      tool(
        `slack_${who}_add_reaction`,
        'SLACK_REACTION',
        'Reacts to a message.',
        reaction,
        addReaction,
      ),
    ]),
  ],
})

type Work = (input: Readonly<Record<string, unknown>>, context: SlackContext) => object

function tool(
  name: string,
  category: string,
  description: string,
  inputSchema: InputSchema,
  work: Work,
): EmulatedTool<'slack'> {
  return {
    name,
    description,
    inputSchema,
    annotations: { category },
    call: (input, context) => pythonJson(work(input, context)),
  }
}

function reading(...args: Parameters<typeof tool>): EmulatedTool<'slack'> {
  const made = tool(...args)
  return { ...made, annotations: { ...made.annotations, readOnlyHint: true } }
}
