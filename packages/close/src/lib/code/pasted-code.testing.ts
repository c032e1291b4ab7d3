import { runInNewContext } from 'node:vm'
import { closeData } from '../data/close-data-builder.ts'
import { usd } from '../data/usd.ts'

/** For our tests: what pasting code that `toCode` wrote into a test would make, as JSON. */
export function pasted(code: string): unknown {
  return JSON.parse(JSON.stringify(runInNewContext(`(${code})`, { closeData, usd })))
}
