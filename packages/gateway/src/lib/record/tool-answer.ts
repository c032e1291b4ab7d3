import { isObject } from '../wire/rpc-message.ts'

/** What a tool said: its structured content, else the one text it gave, parsed where it is JSON. */
export function toolAnswer(result: unknown): unknown {
  if (!isObject(result)) return result
  const { structuredContent, content } = result
  if (structuredContent !== undefined) return structuredContent
  if (!Array.isArray(content)) return result
  const [first, ...more]: readonly unknown[] = content
  if (more.length > 0 || !isObject(first) || typeof first['text'] !== 'string') return content
  return parsed(first['text'])
}

/** Only objects and lists: a text that happens to be a number is a text. */
function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
