import { test as base } from '@sandpit/playwright/close'
import { type Board, startBoard } from '../src/board.ts'

/** A board for each worker; for each test, it shows the sandbox of that test. */
export const test = base.extend<object, { board: Board }>({
  board: [
    async ({}, use) => {
      const board = await startBoard()
      await use(board)
      await board.close()
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ board, close }, use) => {
    await board.connect(close.mcpUrl)
    await use(board.url)
  },
})

export { expect } from '@sandpit/playwright/close'
