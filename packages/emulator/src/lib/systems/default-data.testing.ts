// Makes the default data of every system: `node packages/emulator/src/lib/systems/default-data.testing.ts`.
import { writeFileSync } from 'node:fs'
import { sampleData } from '@sandpit/systems/arbitraries'
import { systemServers } from '@sandpit/systems/shape'

const data = systemServers
  .filter((server) => server !== 'close')
  .map((server) => [server, sampleData(server, { seed: 1, parts: { min: 2, max: 3 } })])
writeFileSync(
  new URL('default-data.json', import.meta.url),
  `{\n${data.map(([server, held]) => `  ${JSON.stringify(server)}: ${JSON.stringify(held)}`).join(',\n')}\n}\n`,
)
