import { isObject } from '../wire/rpc-message.ts'

/** What a tool said: its structured content, else the one text it gave, parsed where it is JSON. */
export function toolAnswer(result: unknown): unknown {
  const text = onlyText(result)
  return text === undefined ? content(result) : parsed(text)
}

/** The same as text, of which nothing is parsed. */
export function toolText(result: unknown): string {
  const said = onlyText(result) ?? content(result)
  return typeof said === 'string' ? said : (JSON.stringify(said) ?? '')
}

function onlyText(result: unknown): string | undefined {
  const parts = content(result)
  if (!isObject(result) || parts !== result['content'] || !Array.isArray(parts)) return undefined
  const [first, ...more]: readonly unknown[] = parts
  const text = isObject(first) && more.length === 0 ? first['text'] : undefined
  return typeof text === 'string' ? text : undefined
}

function content(result: unknown): unknown {
  if (!isObject(result)) return result
  const { structuredContent, content: parts } = result
  if (structuredContent !== undefined) return structuredContent
  return Array.isArray(parts) ? parts : result
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
