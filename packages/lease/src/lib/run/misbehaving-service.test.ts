import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '@sandpit/client'
import { SandpitError } from '@sandpit/client/errors'
import { closeService } from '@sandpit/close/schema'
import { type Emulator, startEmulator } from '@sandpit/emulator'
import { misbehaviours, standIn, thief } from '@sandpit/fixture-projects'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Link } from '../link/link.ts'
import { runsFolder } from '../record/run-directory.ts'
import type { RunReport } from '../events/run-report.ts'
import { startRun } from './run.ts'

/** What became of a run of ten files with three tests each on two workers. */
interface Outcome {
  readonly report: RunReport
  /** What tests found in their sandboxes that they had not put there. */
  readonly strangeData: readonly string[]
  readonly errors: readonly SandpitError[]
  /** Sandboxes that are still taken, and by whom. */
  readonly left: readonly { readonly sandboxId: string; readonly tags: unknown }[]
  /** What those who took sandboxes over find in them, each. */
  readonly othersData: readonly string[]
  /** Folders of runs with a journal that a sweep can work with. */
  readonly journals: number
  readonly apiKey: string
}

const names = Object.keys(misbehaviours)
const singles = names.map((name) => [name])
const pairs = names.flatMap((one, index) => names.slice(index + 1).map((other) => [one, other]))
/** All pairs, with and without spares, make the long form. */
const isLong = process.env['SANDPIT_MISBEHAVIOUR'] === 'pairs'
const combinations = isLong ? [...singles, ...pairs] : singles

/** What a test may be told, by what the service does; nothing where the run makes up for it. */
const mayFailWith: Readonly<Record<string, readonly string[]>> = {
  'sandboxes that are taken over': ['taken_over'],
}

let temporary = ''
const { TMPDIR } = process.env
beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'm-'))
  process.env['TMPDIR'] = temporary
})
afterEach(() => {
  if (TMPDIR === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = TMPDIR
  rmSync(temporary, { recursive: true, force: true })
})

describe.each(combinations)('a service with %s', (...combination) => {
  it.each(isLong ? [0, 2] : [2])(
    'loses nothing silently and shows no test another, with %i spares',
    async (spares) => {
      const outcome = await runAgainst(combination, spares)
      const { report, errors, strangeData, othersData, left, journals } = outcome
      const ours = left.filter(({ tags }) => !isThiefs(tags))
      expect(strangeData).toEqual([])
      const codes = new Set<string>(combination.flatMap((name) => mayFailWith[name] ?? []))
      expect(errors.filter(({ code }) => !codes.has(code))).toEqual([])
      expect(othersData.filter((found) => found !== "Somebody else's")).toEqual([])
      // What it was told that it had not got, and a spare that it never used again, it does not miss.
      const unknown = combination.filter((name) => /answered 503|answered 409/.test(name)).length
      const missed = othersData.length - report.summary.takenOver
      expect(missed).toBeGreaterThanOrEqual(0)
      expect(missed).toBeLessThanOrEqual(spares + unknown)
      expect(othersData.length > 0).toBe(combination.includes('sandboxes that are taken over'))
      // What is left is said, each, and kept for a sweep; the rest leaves nothing.
      expect(ours.length).toBeLessThanOrEqual(report.failures.length)
      expect(journals).toBe(report.failures.length > 0 ? 1 : 0)
    },
    60_000,
  )
})

async function runAgainst(combination: readonly string[], spares: number): Promise<Outcome> {
  await using emulator = await startEmulator({ pools: { close: 8 } })
  using service = await standIn(emulator, combination)
  const credentials = { apiKey: service.apiKey, baseUrl: service.url }
  const run = await startRun({
    workers: 2,
    spares,
    credentials,
    service: async () => ({ client: createClient(credentials), services: [closeService] }),
  })
  const errors: SandpitError[] = []
  const strangeData: string[] = []
  const files = Array.from({ length: 10 }, (_, n) => n)
  const worker = async (index: number): Promise<void> => {
    for (let file = files.shift(); file !== undefined; file = files.shift()) {
      const link = run.link({ parallelIndex: String(index) })
      await runFile(link, file, strangeData).catch((error: unknown) =>
        errors.push(SandpitError.from(error)),
      )
      await link.letGo()
      await link.close()
    }
  }
  await Promise.all([worker(0), worker(1)])
  const report = await run.end()
  const { left, journals } = leftOf(emulator)
  const others = left.filter(({ tags }) => isThiefs(tags))
  const othersData = await Promise.all(others.map((each) => namesIn(emulator, each.sandboxId)))
  return { report, strangeData, errors, apiKey: service.apiKey, left, journals, othersData }
}

async function runFile(link: Link, file: number, strangeData: string[]): Promise<void> {
  await link.hold('close')
  for (const n of [1, 2, 3]) {
    const name = `Lead ${file}-${n}`
    const { leaseId } = await link.begin({ server: 'close', seed: { leads: [{ name }] } })
    await sleep(10)
    const dump = (await link.dump(leaseId)) as { readonly leads: readonly { name: string }[] }
    const found = dump.leads.map((lead) => lead.name).join()
    if (found !== name) strangeData.push(`${name} found ${found}`)
    link.end(leaseId, 'returned')
  }
}

function isThiefs(tags: unknown): boolean {
  return JSON.stringify(tags) === JSON.stringify(thief)
}

async function namesIn({ apiKey, url }: Emulator, sandboxId: string): Promise<string> {
  await using client = createClient({ apiKey, baseUrl: url })
  const { leads } = await client.dump(closeService, sandboxId)
  return leads.map(({ name }) => name).join()
}

function leftOf(emulator: Emulator): Pick<Outcome, 'left' | 'journals'> {
  const folder = runsFolder()
  const runs = existsSync(folder) ? readdirSync(folder) : []
  return {
    left: emulator.sandboxes().filter(({ status }) => status === 'occupied'),
    journals: runs.filter((run) => existsSync(join(folder, run, 'journal.jsonl'))).length,
  }
}
