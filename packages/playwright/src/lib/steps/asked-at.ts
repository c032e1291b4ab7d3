import { AsyncLocalStorage } from 'node:async_hooks'
import { fileURLToPath } from 'node:url'
import { type Location, test } from '@playwright/test'
import type { AroundAsked } from '@sandpit/close/matchers'

/** Where the test asked for what goes on now. */
const places = new AsyncLocalStorage<Location>()

/** For a watch: makes a call, whose steps are then shown where the test asked for it. */
export const noticePlace: AroundAsked = (call, [frame = '']) => {
  const place = placeIn(frame)
  return place === undefined ? call() : places.run(place, call)
}

/**
 * A step in the report. Not boxed: a step begins when the data is checked and sent, and by then
 * nothing of the stack leads to the test, which is all that Playwright would show of an error.
 */
export function stepWhereAsked<T>(title: string, call: () => Promise<T>): Promise<T> {
  const location = places.getStore()
  return test.step(title, call, location === undefined ? {} : { location })
}

function placeIn(frame: string): Location | undefined {
  const [, file, line, column] = /([^\s(]+):(\d+):(\d+)\)?$/.exec(frame) ?? []
  if (file === undefined) return undefined
  const path = file.startsWith('file:') ? fileURLToPath(file) : file
  return { file: path, line: Number(line), column: Number(column) }
}
