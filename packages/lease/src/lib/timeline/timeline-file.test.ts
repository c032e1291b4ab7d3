import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openTimeline } from './timeline-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'timeline-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('openTimeline', () => {
  it('writes a page or data, by the name of the file', async () => {
    for (const [name, start] of [
      ['new/folder/run.html', '<!doctype html>'],
      ['run.json', '{"version":1,"runId":"id"'],
    ] as const) {
      const path = join(folder, name)
      const timeline = openTimeline(path)
      timeline.onEvent({ kind: 'acquire', server: 'close', startMs: 0, endMs: 1 })
      expect(await timeline.write('id')).toContain(name)
      expect(readFileSync(path, 'utf8').startsWith(start)).toBe(true)
    }
  })

  it('refuses a name of another kind at once', () => {
    expect(() => openTimeline('run.pdf')).toThrow(/'run\.pdf'; name a file that ends in/)
  })

  it('says so when it cannot write', async () => {
    writeFileSync(join(folder, 'file'), '')
    const timeline = openTimeline(join(folder, 'file', 'run.html'))
    await expect(timeline.write('id')).rejects.toThrow(/could not be written to/)
  })
})
