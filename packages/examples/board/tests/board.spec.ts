import { closeData, sampleCloseData, usd } from '@sandpit/close'
import { expect, test } from './board-test.ts'

test.use({
  seed: closeData()
    .lead('CloudScale', (lead) =>
      lead
        .contact('Sarah Mitchell')
        .opportunity('Annual renewal', { value: usd(480), confidence: 55, period: 'annual' })
        .task('Send proposal', { date: '2025-12-02' }),
    )
    .lead('DataFlow', (lead) => lead.opportunity('Pilot', { value: usd(120), confidence: 20 })),
})

test.beforeEach(({ page }) => page.goto('/'))

test('shows what is in the sandbox, deal by deal', async ({ page }) => {
  const renewal = page.getByRole('region', { name: 'Likely' }).getByLabel('Annual renewal')
  await expect(renewal).toContainText('CloudScale')
  await expect(renewal).toContainText('Sarah Mitchell')
  await expect(renewal).toContainText('55 %')
  await expect(page.getByRole('region', { name: 'Early' }).getByLabel('Pilot')).toBeVisible()
})

test('moves a deal', async ({ page, close }) => {
  await page.getByLabel('Annual renewal').getByRole('button', { name: 'Move to Closing' }).click()
  await expect(close).toHaveOpportunity('CloudScale', { note: 'Annual renewal', confidence: 90 })
  await expect(page.getByRole('region', { name: 'Closing' })).toContainText('Annual renewal')
})

test('moves a deal that is dragged', async ({ page, close }) => {
  await page.getByLabel('Pilot').dragTo(page.getByRole('region', { name: 'Likely' }))
  await expect(close).toHaveOpportunity('DataFlow', { note: 'Pilot', confidence: 60 })
})

test('adds a task, and completes one', async ({ page, close }) => {
  const renewal = page.getByLabel('Annual renewal')
  await renewal.getByLabel('New task').fill('Call Sarah')
  await renewal.getByRole('button', { name: 'Add' }).click()
  await expect(close).toHaveTask('CloudScale', { description: 'Call Sarah', completed: false })

  await renewal.getByRole('button', { name: 'Complete Send proposal' }).click()
  await expect(renewal.getByText('Send proposal')).toBeHidden()
  await expect(close).toHaveTask('CloudScale', { description: 'Send proposal', completed: true })
})

test('shows what an agent did meanwhile', async ({ page, mcp }) => {
  const { leads } = (await mcp.call('close_list_leads', { query: 'DataFlow' })) as {
    leads: readonly { readonly id: string }[]
  }
  await mcp.call('close_create_task', { lead_id: leads[0]?.id ?? '', text: 'Follow up' })
  await page.reload()
  await expect(page.getByLabel('Pilot').getByText('Follow up')).toBeVisible()
})

test('is only looked at by somebody who looks', async ({ page, close }) => {
  await expect(page.getByRole('article')).toHaveCount(2)
  await expect(close).toBeUnchanged()
})

test.describe('with the sample data', () => {
  test.use({ seed: sampleCloseData, viewport: { width: 1240, height: 900 } })

  test('is a sight', async ({ page }, testInfo) => {
    await expect(page.getByRole('article')).toHaveCount(7)
    // The picture in the documentation is this one, taken with UPDATE_DOCS=1.
    const inDocs = new URL('../../../../docs/images/board.png', import.meta.url).pathname
    const path = process.env['UPDATE_DOCS'] ? inDocs : testInfo.outputPath('board.png')
    const { byteLength } = await page.screenshot({ path, fullPage: true })
    expect(byteLength).toBeGreaterThan(10_000)
  })
})
