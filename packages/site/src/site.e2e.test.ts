// The whole site, built as it is deployed, and looked at in a browser. SANDPIT_SCREENSHOTS names a
// folder for pictures of it.
import { execFile } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import { launchBrowser } from '@sandpit/fixture-projects'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { entries, entryPage } from './entries.ts'
import { publishedEntries } from './published-entries.ts'

const home = join(import.meta.dirname, '..')
const site = join(home, 'dist')
const origin = 'http://site.test'
const desktop = { width: 1280, height: 800 }
const phone = { width: 390, height: 844 }

let browser: Browser

beforeAll(async () => {
  const run = promisify(execFile)
  await run(process.execPath, ['src/write-api-reference.ts'], { cwd: home })
  await run(process.execPath, ['node_modules/vitepress/bin/vitepress.js', 'build', '.'], {
    cwd: home,
  })
  browser = await launchBrowser()
}, 240_000)

afterAll(() => browser?.close())

/** The file that a host with clean addresses answers with. */
function servedFile(address: string): string | undefined {
  const path = join(site, decodeURIComponent(new URL(address, origin).pathname))
  return [path, `${path}.html`, join(path, 'index.html')].find(
    (file) => /\.\w+$/.test(file) && existsSync(file),
  )
}

/** A page on the site; what it logs as an error fails the test. */
async function openPage(path: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext(options)
  const errors: string[] = []
  onTestFinished(async () => {
    await context.close()
    expect(errors).toEqual([])
  })
  await context.route(`${origin}/**`, async (route) => {
    const file = servedFile(route.request().url())
    await (file === undefined ? route.fulfill({ status: 404 }) : route.fulfill({ path: file }))
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  await page.goto(`${origin}${path}`)
  return page
}

async function takePicture(page: Page, name: string): Promise<void> {
  const folder = process.env['SANDPIT_SCREENSHOTS']
  if (folder) await page.screenshot({ path: join(folder, `site-${name}.png`) })
}

function builtPages(): ReadonlyMap<string, string> {
  const files = globSync('**/*.html', { cwd: site })
  return new Map(files.map((file) => [file, readFileSync(join(site, file), 'utf8')]))
}

function idsOf(html: string): ReadonlySet<string> {
  return new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id))
}

describe('the site', () => {
  it('has no link that leads nowhere, headings included', () => {
    const pages = builtPages()
    const ids = new Map([...pages].map(([file, html]) => [join(site, file), idsOf(html)]))
    const links = [...pages].flatMap(([file, html]) =>
      [...html.matchAll(/<a [^>]*?href="([^"]+)"/g)].map(([, href = '']) => ({ file, href })),
    )
    const dead = links.filter(({ file, href }) => {
      const target = new URL(href.replaceAll('&amp;', '&'), `${origin}/${file}`)
      if (target.origin !== origin) return false
      const served = servedFile(target.pathname)
      if (served === undefined) return true
      return target.hash !== '' && !ids.get(served)?.has(decodeURIComponent(target.hash.slice(1)))
    })
    expect(dead).toEqual([])
    expect(links.length).toBeGreaterThan(2000)
  })

  it('has a heading for every export of every published package', () => {
    const published = publishedEntries(join(home, '../..'))
    expect([...published.keys()].toSorted()).toEqual(
      entries.map(({ specifier }) => specifier).toSorted(),
    )
    const exported = [...published].flatMap(([specifier, declarations]) => {
      const page = readFileSync(servedFile(`/${entryPage(specifier)}`) ?? '', 'utf8')
      return exportedNames(declarations).map((name) => ({ specifier, name, page }))
    })
    const missing = exported.filter(
      ({ name, page }) => !new RegExp(`<h3 [^>]*>(?:<[^>]+>)*${name}\\b`).test(page),
    )
    expect(missing.map(({ specifier, name }) => `${name} of ${specifier}`)).toEqual([])
    expect(exported.length).toBeGreaterThan(500)
  })

  it('is read on a desktop, in the colours that the system asks for', async () => {
    const light = await openPage('/', { viewport: desktop, colorScheme: 'light' })
    expect(await light.getByRole('heading', { level: 1 }).textContent()).toContain('Sandpit')
    await takePicture(light, 'desktop-light')
    const dark = await openPage('/api/vitest/close', { viewport: desktop, colorScheme: 'dark' })
    expect(await background(dark)).toBeLessThan(60)
    expect(await background(light)).toBeGreaterThan(240)
    await takePicture(dark, 'desktop-dark')
    await dark
      .getByRole('switch', { name: /Switch to light/ })
      .first()
      .click()
    await expect.poll(() => background(dark)).toBeGreaterThan(240)
  })

  it('finds guides and exports without a server', async () => {
    const page = await openPage('/', { viewport: desktop })
    await page.getByRole('button', { name: 'Search' }).first().click()
    const results = page.locator('#localsearch-list')
    await page.getByPlaceholder('Search').fill('sweep')
    await expect.poll(() => results.textContent()).toContain('Sweeping up')
    await page.getByPlaceholder('Search').fill('generateCloseData')
    await expect.poll(() => results.textContent()).toContain('@sandpit/close/presets')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/api\/close\/presets/)
  })

  it.each(['/', '/guide/agents', '/guide/guarantees', '/reference/emulator', '/api/close'])(
    'fits on a phone: %s',
    async (path) => {
      const page = await openPage(path, { viewport: phone, isMobile: true, hasTouch: true })
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width)
    },
  )

  it('has its menu on a phone, light and dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const options = { viewport: phone, isMobile: true, hasTouch: true, colorScheme }
      const page = await openPage('/guide/agents', options)
      await takePicture(page, `phone-${colorScheme}`)
      await page.getByRole('button', { name: 'Menu' }).click()
      await page.getByRole('link', { name: 'Seeds', exact: true }).click()
      await page.waitForURL(/\/guide\/seeds/)
      await expect
        .poll(() => page.getByRole('heading', { level: 1 }).textContent())
        .toContain('Seeds')
    }
  })
})

/** How bright what is behind the text is, from 0 to 255. */
async function background(page: Page): Promise<number> {
  const colour = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
  return Math.max(...(colour.match(/\d+/g) ?? []).slice(0, 3).map(Number))
}

/** What an entry exports, by its own text: a second opinion on what the reference was made from. */
function exportedNames(declarations: string): readonly string[] {
  const text = readFileSync(declarations, 'utf8')
  const lists = [...text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, list = '']) =>
    list.split(',').map((item) =>
      item
        .trim()
        .replace(/^type /, '')
        .replace(/^\w+ as /, ''),
    ),
  )
  const own = [
    ...text.matchAll(/^export (?:declare )?(?:interface|type|const|function|class) (\w+)/gm),
  ]
  return [...lists, ...own.map(([, name = '']) => name)].filter((name) => name !== '')
}
