import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '@sandpit/client'
import { closeService } from '@sandpit/close/schema'
import { startEmulator } from '@sandpit/emulator'
import { launchBrowser } from '@sandpit/fixture-projects'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { startRun } from '../run/run.ts'
import type { RunEvent } from '../events/run-event.ts'
import { timelineHtml } from './timeline-html.ts'
import type { Timeline } from './timeline.ts'

type Browser = Awaited<ReturnType<typeof launchBrowser>>
type Page = Awaited<ReturnType<Browser['newPage']>>

let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

async function open(timeline: Timeline, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme })
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => complaints.push(message.text()))
  onTestFinished(async () => {
    await page.close()
    if (complaints.length > 0) throw new Error(complaints.join('\n'))
  })
  await page.setContent(timelineHtml(timeline))
  return page
}

/** A test on every sandbox after its reset, over and over. */
function longRun(tests: number, sandboxes: number): Timeline {
  const events = Array.from({ length: tests }, (_, n): readonly RunEvent[] => {
    const sandboxId = `${n % sandboxes}0000000-sandbox`
    const startMs = Math.floor(n / sandboxes) * 400 + (n % sandboxes) * 20
    const label = `file-${n % 100}.test.ts > renewals > test ${n}`
    const facts = { server: 'close', sandboxId }
    return [
      { kind: 'reset', ...facts, startMs, endMs: startMs + 60 },
      { kind: 'wait', ...facts, label, detail: 'reset', startMs, endMs: startMs + 60 },
      { kind: 'lease', ...facts, label, startMs: startMs + 60, endMs: startMs + 360 },
    ]
  })
  return { runId: 'a1b2c3d4e5f6', startedAt: '2026-01-01T00:00:00.000Z', events: events.flat() }
}

const about = (page: Page): Promise<string> => page.locator('#about').innerText()

/** Whether the bar that is walked to is where one sees it: below the axis, beside the names. */
function isInView(page: Page): Promise<boolean> {
  return page.locator('.lane .at').evaluate((bar) => {
    const { x, y, width, height } = bar.getBoundingClientRect()
    return bar.ownerDocument.elementFromPoint(x + width / 2, y + height / 2) === bar
  })
}

describe('the page of a run of 2,000 tests', () => {
  const timeline = longRun(2000, 8)

  it('shows them all, with names where there is room', async () => {
    const page = await open(timeline)
    expect(await page.locator('.lane .lease').count()).toBe(2000)
    expect(await page.locator('.lane .lease.wide').count()).toBe(0)
    await page.locator('#zoom').fill('7')
    expect(await page.locator('.lane .lease.wide').count()).toBe(2000)
  })

  it('finds a test by its name, and goes from one find to the next', async () => {
    const page = await open(timeline)
    await page.locator('#zoom').fill('6')
    await page.getByLabel('Find a test').fill('TEST 1234')
    expect(await about(page)).toMatch(/^1 of 2 · waits for its reset · 60 ms .* test 1234$/)
    expect(await isInView(page)).toBe(true)
    await page.keyboard.press('Enter')
    expect(await about(page)).toMatch(/^2 of 2 · test 1234 · 300 ms /)
    await page.keyboard.press('Enter')
    expect(await about(page)).toMatch(/^1 of 2 /)
    await page.getByLabel('Find a test').fill('no such test')
    expect(await about(page)).toBe('Nothing here has that in its name.')
  })

  it('is read with the keyboard alone', async () => {
    const page = await open(timeline)
    await page.locator('#chart').focus()
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key)
    expect(await about(page)).toMatch(/^test 0 · 300 ms · at 60 ms/)
    await page.keyboard.press('ArrowDown')
    expect(await about(page)).toMatch(/^test 1 · 300 ms · at 80 ms/)
    for (let n = 0; n < 10; n++) await page.keyboard.press('+')
    expect(await page.locator('#zoom').inputValue()).toBe('5')
    expect(await isInView(page)).toBe(true)
    for (let n = 0; n < 30; n++) await page.keyboard.press('ArrowRight')
    expect(await about(page)).toMatch(/^test 81 /)
    expect(await isInView(page)).toBe(true)
  })

  it('leads from the slowest to their bars', async () => {
    const page = await open(timeline)
    await page.locator('#zoom').fill('8')
    const link = page.locator('table a').last()
    await link.click()
    expect(await about(page)).toContain((await link.innerText()).split(': ')[1])
    expect(await isInView(page)).toBe(true)
  })

  it.each(['light', 'dark'] as const)('can be read in %s', async (scheme) => {
    const page = await open(timeline, scheme)
    await page.locator('#zoom').fill('8')
    for (const text of ['#about', '.name', '.axis b', 'dt', '.lease.wide']) {
      expect({ text, enough: (await contrastOf(page, text)) > 4.5 }).toEqual({ text, enough: true })
    }
  })
})

/** The contrast of a text with what is behind it, by the formula of WCAG. */
async function contrastOf(page: Page, selector: string): Promise<number> {
  const colors: readonly string[] = await page
    .locator(selector)
    .last()
    .evaluate((text) => {
      const view = text.ownerDocument.defaultView
      let behind = text
      while (view.getComputedStyle(behind).backgroundColor === 'rgba(0, 0, 0, 0)') {
        behind = behind.parentElement
      }
      return [view.getComputedStyle(text).color, view.getComputedStyle(behind).backgroundColor]
    })
  const [dark = 0, light = 0] = colors.map(luminance).toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map((part) => {
    const share = Number(part) / 255
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Fifty tests on four workers with two spares, on a service that takes its time and fails now and then. */
async function recordRun(): Promise<Timeline> {
  await using emulator = await startEmulator({
    latencyMs: { acquire: 900, reset: 120, initialize: 160, release: 90 },
    faults: [{ operation: 'reset', kind: 'error', status: 503, times: 3 }],
  })
  const client = createClient({ apiKey: emulator.apiKey, baseUrl: emulator.url })
  const events: RunEvent[] = []
  const startedAt = new Date().toISOString()
  const run = await startRun({
    workers: 4,
    spares: 2,
    service: async () => ({ client, services: [closeService] }),
    onEvent: (event) => events.push(event),
  })
  let tests = 50
  const work = async (): Promise<void> => {
    const link = run.link()
    for (let n = tests--; n > 0; n = tests--) {
      const seed = { leads: [{ name: 'CloudScale' }] }
      const label = `f${n % 10}.test.ts > renewals of file ${n % 10} > books the follow-up ${n}`
      const { leaseId } = await link.begin({ server: 'close', seed, label })
      await sleep(100 + ((n * 37) % 260))
      link.end(leaseId, 'returned')
    }
  }
  await Promise.all([work(), work(), work(), work()])
  await run.end()
  return { runId: run.runId, startedAt, events }
}

describe('the page of a run that was recorded', () => {
  it('shows every kind of thing that happened, as in the guide', async ({ task }) => {
    const page = await open(await recordRun())
    for (const kind of ['lease', 'acquire', 'reset', 'seed', 'check', 'release', 'wait', 'fault']) {
      expect(await page.locator(`.lane .${kind}`).count(), `${task.name}: ${kind}`).toBeGreaterThan(
        0,
      )
    }
    const inDocs = new URL('../../../../docs/images/timeline.png', import.meta.url).pathname
    const image = await page.screenshot(process.env['UPDATE_DOCS'] ? { path: inDocs } : {})
    expect(image.byteLength).toBeGreaterThan(20_000)
  })
})
