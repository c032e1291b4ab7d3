import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type RunnerAge, VitestProject } from '@sandpit/fixture-projects'
import { describe, expect, test } from 'vitest'

const configOf = (one: string, other: string): string => `
import { sandpit } from '@sandpit/vitest/plugin'
export default { test: { projects: [
  { plugins: [sandpit(${one})], test: { name: 'one', include: ['one.test.ts'] } },
  { plugins: [sandpit(${other})], test: { name: 'other', include: ['other.test.ts'] } },
] } }
`

const startsClean = `
import { expect, test } from '@sandpit/vitest/close'
test('starts clean', async ({ close }) => { await expect(close).toBeUnchanged() })
`
const files = { 'one.test.ts': startsClean, 'other.test.ts': startsClean }

describe.each<RunnerAge>(['oldest', 'newest'])('projects of one run, on the %s Vitest', (age) => {
  test('get what each asks for, or stop the run', async () => {
    using project = new VitestProject(age)
    const options = configOf(`{}`, `{ spares: 1, timeline: 'other.html' }`)
    const own = await project.run(project.write('options', files, options))
    expect(own.output).toMatch(/Tests {2}2 passed/)
    expect(own.output.match(/^sandpit {2}\d sandbox.*used/gm)).toHaveLength(2)
    expect(existsSync(join(project.root, 'options', 'other.html'))).toBe(true)

    const services = configOf(`{ service: 'emulator' }`, `{ service: 'hosted' }`)
    const refused = await project.run(project.write('services', files, services))
    expect(refused.output).toMatch(/KLAVIS_API_KEY is not set/)
    expect(refused.code).toBe(1)
  })
})

test('projects that ask for the same share a run', async () => {
  using project = new VitestProject()
  const same = configOf(`{ spares: 0, verify: 'first' }`, `{ verify: 'first', spares: 0 }`)
  const { output } = await project.run(project.write('same', files, same))
  expect(output).toMatch(/Tests {2}2 passed/)
  expect(output.match(/^sandpit {2}\d sandbox.*used/gm)).toHaveLength(1)
})
