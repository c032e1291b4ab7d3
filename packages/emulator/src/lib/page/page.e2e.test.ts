import type { Browser, Page } from '@playwright/test'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { type Acquired, acquireClose } from '../acquired.testing.ts'
import { launchBrowser } from './browser.testing.ts'

let browser: Browser
let acquired: Acquired
let page: Page

beforeAll(async () => {
  browser = await launchBrowser()
})

afterAll(() => browser.close())

beforeEach(async () => {
  acquired = await acquireClose()
  page = await browser.newPage()
  page.setDefaultTimeout(10_000)
})

afterEach(async () => {
  await page.close()
  await acquired[Symbol.asyncDispose]()
})

async function signIn(): Promise<void> {
  await page.goto(acquired.emulator.url)
  await page.locator('#key:focus').waitFor()
  await page.keyboard.type(acquired.emulator.apiKey)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Sandboxes' }).waitFor()
}

/** The contrast of the text with the page behind it, by the formula of WCAG. */
function contrastOf(selector: string): Promise<number> {
  return page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const { body, defaultView: view } = element.ownerDocument
      const canvas = element.ownerDocument.createElement('canvas').getContext('2d')
      const luminance = (color: string): number => {
        canvas.fillStyle = color
        canvas.fillRect(0, 0, 1, 1)
        const bytes: number[] = Array.from(canvas.getImageData(0, 0, 1, 1).data, Number)
        const [red = 0, green = 0, blue = 0] = bytes.map((byte) => {
          const share = byte / 255
          return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
        })
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue
      }
      const text = luminance(view.getComputedStyle(element).color)
      const behind = luminance(view.getComputedStyle(body).backgroundColor)
      return (Math.max(text, behind) + 0.05) / (Math.min(text, behind) + 0.05)
    })
}

describe('the page', () => {
  it('shows nothing without the key', async () => {
    await page.goto(`${acquired.emulator.url}/_sandpit/sandboxes/${acquired.sandboxId}`)
    expect(await page.content()).not.toContain(acquired.sandboxId)
    await page.getByLabel('API key').fill('wrong')
    await page.getByRole('button', { name: 'Sign in' }).click()
    expect(await page.getByRole('alert').textContent()).toContain("not this emulator's key")
  })

  it('is reached and walked by keyboard alone, down to a task of a lead', async () => {
    await acquired.seed()
    await signIn()
    const link = page.getByRole('link', { name: acquired.sandboxId })
    for (let presses = 0; presses < 10; presses += 1) {
      if (await link.evaluate((element) => element === element.ownerDocument.activeElement)) break
      await page.keyboard.press('Tab')
    }
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'CloudScale Technologies Inc.' }).waitFor()
    const text = await page.getByRole('main').innerText()
    expect(text).toContain('Sarah Mitchell')
    expect(text).toContain('$480 annually')
    expect(text).toContain('Send proposal document to Sarah Mitchell')
  })

  it('follows what happens, and says what changed since the seed', async () => {
    await acquired.seed()
    await signIn()
    await page.goto(`${acquired.emulator.url}/_sandpit/sandboxes/${acquired.sandboxId}`)
    await acquired.tool('close_create_lead', { name: 'Bluth Company' })
    const changes = page.locator('#changes')
    await changes.getByText('Bluth Company').waitFor()
    expect(await changes.innerText()).toMatch(/added\s+Bluth Company/)
    await page.getByText('close_create_lead').click()
    const sent = page.locator('details[open] pre').first()
    expect(await sent.innerText()).toBe('{"name":"Bluth Company"}')
  })

  it('escapes what it shows, and hides credentials', async () => {
    await acquired.seed({ leads: [{ name: '<img src=x onerror="document.title=`owned`">' }] })
    await acquired.call('GET', '')
    await signIn()
    await page.goto(`${acquired.emulator.url}/_sandpit/sandboxes/${acquired.sandboxId}`)
    expect(await page.locator('img').count()).toBe(0)
    expect(await page.title()).toContain('close sandbox')
    const source = await page.content()
    expect(source).toContain('[hidden]')
    expect(source).not.toContain(new URL(acquired.mcpUrl).searchParams.get('instance_id'))
    expect(source).not.toMatch(/api_[0-9a-f]{32}/)
    expect(source).not.toContain(acquired.emulator.apiKey)
  })

  it('keeps its session to itself: strict, unreadable, over with signing out', async () => {
    await signIn()
    const [cookie] = await page.context().cookies()
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' })
    expect(cookie?.value).not.toContain(acquired.emulator.apiKey)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByLabel('API key').waitFor()
  })

  it.each(['light', 'dark'] as const)('can be read in the %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme })
    await acquired.seed()
    await signIn()
    for (const selector of ['body', '.quiet', '.state', 'th']) {
      expect(await contrastOf(selector)).toBeGreaterThanOrEqual(4.5)
    }
  })
})
