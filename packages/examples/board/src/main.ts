// Shows the board on the Close account behind an MCP server: `CLOSE_MCP_URL=... node packages/examples/board/dist/src/main.js`.
import { startBoard } from './board.ts'

const { CLOSE_MCP_URL: mcpUrl, PORT: port = '4020' } = process.env
if (mcpUrl === undefined) throw new Error('set CLOSE_MCP_URL to the address of an MCP server')
const board = await startBoard(Number(port))
await board.connect(mcpUrl)
console.log(`The board is on ${board.url}`)
