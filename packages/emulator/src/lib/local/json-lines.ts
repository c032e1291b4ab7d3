import type { Readable } from 'node:stream'

/** No message of a server is longer than this, in characters. */
const LONGEST = 8 * 1024 * 1024

/**
 * Reads lines of JSON off a stream for as long as there are any; what is no JSON is left out, for
 * servers print other things by mistake.
 *
 * @throws Error when a line does not end
 */
export async function* jsonLines(stream: Readable): AsyncGenerator<unknown, void> {
  let [begun, length]: [string[], number] = [[], 0]
  for await (const chunk of stream.setEncoding('utf8')) {
    const [first = '', ...others] = String(chunk).split('\n')
    begun.push(first)
    length += first.length
    if (length > LONGEST) throw new Error(`it wrote a line of more than ${LONGEST} characters`)
    const rest = others.pop()
    if (rest === undefined) continue
    for (const line of [begun.join(''), ...others]) {
      const message = parsed(line)
      if (message !== undefined) yield message
    }
    ;[begun, length] = [[rest], rest.length]
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown
  } catch {
    return undefined
  }
}
