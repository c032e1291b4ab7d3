import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SandpitError } from '@sandpit/client/errors'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { Journal, type JournalEntry, readJournal, stillHeld } from './journal.ts'

const folder = mkdtempSync(join(tmpdir(), 'journal-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function written(name: string, entries: readonly JournalEntry[]): string {
  const path = join(folder, name)
  const journal = new Journal(path)
  for (const entry of entries) journal.write(entry)
  journal.close()
  return path
}

const run: JournalEntry = {
  event: 'run',
  version: 1,
  runId: 'run',
  pid: 1,
  at: '2026-01-01T00:00:00.000Z',
  baseUrl: 'http://127.0.0.1:4010',
}
const entries: readonly JournalEntry[] = [
  run,
  { event: 'acquiring', acquireId: 'a', server: 'close' },
  { event: 'acquiring', acquireId: 'b', server: 'close' },
  { event: 'acquired', acquireId: 'a', sandboxId: 'sandbox-a' },
  { event: 'acquiring', acquireId: 'c', server: 'close' },
  { event: 'refused', acquireId: 'c' },
  { event: 'acquiring', acquireId: 'd', server: 'jira' },
  { event: 'acquired', acquireId: 'd', sandboxId: 'sandbox-d' },
  { event: 'released', acquireId: 'd' },
]

describe('Journal', () => {
  it('keeps what is written to it, readable by its owner alone', () => {
    const path = written('kept', entries)
    expect(readJournal(path)).toEqual(entries)
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('refuses a file that another run writes to', () => {
    const path = written('taken', [run])
    expect(() => new Journal(path)).toThrow(/is there already, so no sandbox was acquired/)
  })

  it('costs at most its last line when it is cut off, wherever that is', () => {
    const whole = readFileSync(written('whole', entries), 'utf8')
    fc.assert(
      fc.property(fc.nat({ max: whole.length }), (length) => {
        const path = join(folder, 'cut')
        rmSync(path, { force: true })
        appendFileSync(path, whole.slice(0, length))
        const complete = whole.slice(0, length).split('\n').length - 1
        expect(readJournal(path).slice(0, complete)).toEqual(entries.slice(0, complete))
      }),
    )
  })

  it('says so when it was written by a newer version', () => {
    const path = join(folder, 'newer')
    appendFileSync(path, `${JSON.stringify({ ...run, version: 2 })}\n`)
    expect(() => readJournal(path)).toThrow(SandpitError)
    expect(() => readJournal(path)).toThrow(/version 2/)
  })
})

describe('stillHeld', () => {
  it('is what was taken and not given back, an acquire without an answer included', () => {
    expect(stillHeld(entries)).toMatchObject([
      { acquireId: 'a', server: 'close', sandboxId: 'sandbox-a' },
      { acquireId: 'b', server: 'close' },
    ])
  })
})
