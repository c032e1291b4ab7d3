import { expect, it } from 'vitest'

import { parseSpelled } from './python-number.ts'
import { pythonRepr } from './python-text.ts'

/** What Python 3 answers to `repr(json.loads(...))`. */
const REPRS: Readonly<Record<string, string>> = {
  '[5.0, 1.50, 0.1, 100.25]': '[5.0, 1.5, 0.1, 100.25]',
  '[1e2, 1E+2, 1e15, 1e16, 1e21, 1.25e22]':
    '[100.0, 100.0, 1000000000000000.0, 1e+16, 1e+21, 1.25e+22]',
  '[0.001, 0.0001, 0.00012, 0.00001, 1e-7, 5e-324]':
    '[0.001, 0.0001, 0.00012, 1e-05, 1e-07, 5e-324]',
  '[0.0, -0.0, -0.00025, 1e400, -1e400]': '[0.0, -0.0, -0.00025, inf, -inf]',
  '[9007199254740993, 12345678901234567890123]': '[9007199254740993, 12345678901234567890123]',
  '{"a": "1.5", "b": [1.0, 7]}': "{'a': '1.5', 'b': [1.0, 7]}",
}

it.each(Object.entries(REPRS))('%s is %s in Python', (json, repr) => {
  expect(pythonRepr(parseSpelled(json))).toBe(repr)
})
