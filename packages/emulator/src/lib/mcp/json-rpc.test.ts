import { describe, expect, it } from 'vitest'

import { readMessage } from './json-rpc.ts'

const PYDANTIC = 'https://errors.pydantic.dev/2.13/v'

describe('a message', () => {
  it.each([
    ['1', 1],
    ['"a"', 'a'],
    // The original reads ids as integers where it can.
    ['"07"', 7],
    ['true', 1],
  ])('of id %s is answered as %j', (id, expected) => {
    const text = `{"jsonrpc":"2.0","id":${id},"method":"ping"}`
    expect(readMessage(text)).toMatchObject({ id: expected, method: 'ping', text })
  })

  it.each([
    '{"jsonrpc":"2.0","method":"notifications/initialized"}',
    '{"jsonrpc":"2.0","id":1.5,"method":"ping"}',
    '{"jsonrpc":"2.0","id":1,"result":{}}',
    '{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"x"}}',
  ])('%s wants no answer', (text) => {
    expect(readMessage(text)).toBeUndefined()
  })

  it.each([
    [
      '{x',
      'Parse error: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)',
    ],
    ['{\n "é": }', 'Parse error: Expecting value: line 2 column 7 (char 8)'],
    [
      '['.repeat(501),
      'Parse error: it is nested deeper than 500 levels, as deep as the emulator reads',
    ],
  ])('%j cannot be read', (text, told) => {
    expect(() => readMessage(text)).toThrow(told)
  })

  it('that is none is told in the words of pydantic', () => {
    const long = Array.from({ length: 20 }, (_, index) => index + 1).join(',')
    const params = `[${long}]`
    expect(() => readMessage(`{"jsonrpc":"2.0","id":1,"method":"x","params":${params}}`)).toThrow(
      `Validation error: 4 validation errors for JSONRPCMessage
JSONRPCRequest.params
  Input should be a valid dictionary [type=dict_type, input_value=[1, 2, 3, 4, 5, 6, 7, 8, ... 15, 16, 17, 18, 19, 20], input_type=list]
    For further information visit ${PYDANTIC}/dict_type
JSONRPCNotification.params
  Input should be a valid dictionary [type=dict_type, input_value=[1, 2, 3, 4, 5, 6, 7, 8, ... 15, 16, 17, 18, 19, 20], input_type=list]
    For further information visit ${PYDANTIC}/dict_type
JSONRPCResponse.result
  Field required [type=missing, input_value={'jsonrpc': '2.0', 'id': ...15, 16, 17, 18, 19, 20]}, input_type=dict]
    For further information visit ${PYDANTIC}/missing
JSONRPCError.error
  Field required [type=missing, input_value={'jsonrpc': '2.0', 'id': ...15, 16, 17, 18, 19, 20]}, input_type=dict]
    For further information visit ${PYDANTIC}/missing`,
    )
  })
})
