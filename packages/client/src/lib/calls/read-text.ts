import { SandpitError, type SandpitErrorFacts } from '../errors/sandpit-error.ts'
import type { TransportResponse } from '../transport/transport.ts'
import { describeOperation, type Operation } from '../wire/operation.ts'

const utf8 = new TextDecoder()

/**
 * The whole of an answer's body, as text. The rest of one that is too long stays unread, which closes
 * its connection.
 *
 * @throws SandpitError `protocol` where it is longer than it may be.
 */
export async function readText(
  response: TransportResponse,
  operation: Operation<unknown>,
  maxAnswerBytes: number,
  facts: SandpitErrorFacts,
): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.chunks()) {
    length += chunk.length
    if (length > maxAnswerBytes) throw tooLong(operation, maxAnswerBytes, facts)
    chunks.push(chunk)
  }
  const [first] = chunks
  return utf8.decode(chunks.length === 1 ? first : Buffer.concat(chunks, length))
}

function tooLong(
  operation: Operation<unknown>,
  maxAnswerBytes: number,
  facts: SandpitErrorFacts,
): SandpitError {
  return new SandpitError(
    'protocol',
    `${describeOperation(operation)}: the answer is longer than ${maxAnswerBytes} bytes ` +
      '(maxAnswerBytes), so the rest was not read. Raise maxAnswerBytes if a sandbox may hold so ' +
      'much; otherwise the service, or a proxy in front of it, is faulty.',
    facts,
  )
}
