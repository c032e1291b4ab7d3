import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CloseIo, createCloseIo, type Fields, redirectCloseTo } from './close-io.ts'
import { acquireClose, type EmulatedClose } from './emulated-close.ts'

let close: EmulatedClose
let redirect: Disposable
let io: CloseIo

beforeEach(async () => {
  close = await acquireClose()
  redirect = redirectCloseTo(close)
  io = createCloseIo(close.restKey)
})

afterEach(async () => {
  redirect[Symbol.dispose]()
  await close[Symbol.asyncDispose]()
})

async function statuses(of: 'lead' | 'opportunity'): Promise<readonly Fields[]> {
  return (await io.status[of].list())['data'] as readonly Fields[]
}

describe('the close.io client on the emulator', () => {
  it('creates, reads, updates and deletes a lead', async () => {
    const { id } = await io.lead.create({ name: 'Acme', contacts: [{ name: 'Ada' }] })
    const lead = { id, name: 'Acme', status_label: 'Potential', contacts: [{ name: 'Ada' }] }
    expect(await io.lead.read(id)).toMatchObject(lead)
    expect(await io.lead.update(id, { name: 'Acme Inc.' })).toMatchObject({ name: 'Acme Inc.' })
    expect(await close.leadNames()).toEqual(['Acme Inc.'])
    expect(await io.lead.delete(id)).toEqual({})
    await expect(io.lead.read(id)).rejects.toEqual({ error: expect.stringContaining('Lead') })
    expect(await close.leadNames()).toEqual([])
  })

  it.each<[string, Fields]>([
    ['words of one field', { name: 'Wayne' }],
    ['several fields', { name: 'Wayne', email_address: 'bruce@wayne.test' }],
    ['a query', { query: 'name:"Bruce Wayne" email_address:bruce@wayne.test' }],
    ['a custom field', { 'custom.Region': 'north' }],
    ['a custom field of two words', { 'custom.Lead initials': 'BW' }],
    ['a query that quotes a custom field', { query: '"custom.Lead initials":"BW" sort:name' }],
    ['a page of all of them', { limit: 1, fields: 'id,name' }],
  ])('finds leads by %s', async (_, search) => {
    for (const name of ['Region', 'Lead initials']) await makeTextField(name)
    await io.lead.create({ name: 'Peter Parker', custom: { 'Lead initials': 'PP' } })
    await io.lead.create({
      name: 'Bruce Wayne',
      contacts: [{ emails: [{ email: 'bruce@wayne.test', type: 'office' }] }],
      custom: { 'Lead initials': 'BW', Region: 'north' },
    })
    const { data } = await io.lead.search({ ...search })
    expect(data).toMatchObject([{ name: 'Bruce Wayne' }])
  })

  it('counts what it finds, and says when there is more', async () => {
    for (const name of ['one', 'two', 'three']) await io.lead.create({ name })
    expect(await io.lead.search({ limit: 2 })).toMatchObject({ has_more: true, total_results: 3 })
    expect(await io.lead.search({ skip: 2 })).toMatchObject({ has_more: false, total_results: 3 })
  })

  it('merges two leads', async () => {
    const { id: source } = await io.lead.create({ name: 'Old', contacts: [{ name: 'Ada' }] })
    const { id: destination } = await io.lead.create({ name: 'New' })
    expect(await io.lead.merge({ source, destination })).toEqual({ status: 'ok' })
    expect(await close.leadNames()).toEqual(['New'])
    expect(await io.lead.read(destination)).toMatchObject({ contacts: [{ name: 'Ada' }] })
    const again = io.lead.merge({ source, destination })
    await expect(again).rejects.toMatchObject({ errors: ['Source lead does not exist.'] })
  })

  it('writes contacts', async () => {
    const { id: leadId } = await io.lead.create({ name: 'Acme' })
    const emails = [{ email: 'ada@acme.test', type: 'office' }]
    const { id } = await io.contact.create({ lead_id: leadId, name: 'Ada', emails })
    expect(await io.contact.read(id)).toMatchObject({ lead_id: leadId, name: 'Ada', emails })
    expect(await io.contact.update(id, { title: 'CTO' })).toMatchObject({ title: 'CTO', emails })
    expect(await io.contact.search()).toMatchObject({ data: [{ id }], has_more: false })
    expect(await io.contact.delete(id)).toEqual({})
    expect(await io.contact.search()).toMatchObject({ data: [] })
  })

  it('refuses a contact whose email address is empty, and makes no lead for it', async () => {
    const lead = io.lead.create({ contacts: [{ emails: [{ email: '' }] }] })
    await expect(lead).rejects.toHaveProperty('field-errors')
    expect(await close.leadNames()).toEqual([])
  })

  it('writes opportunities and totals them', async () => {
    const { id: leadId } = await io.lead.create({ name: 'Acme' })
    const deal = { lead_id: leadId, value: 50_000, value_period: 'monthly', confidence: 90 }
    const { id } = await io.opportunity.create(deal)
    expect(await io.opportunity.read(id)).toMatchObject({
      ...deal,
      value_formatted: '$500 monthly',
    })
    const totals = { total_results: 1, total_value_monthly: 50_000 }
    expect(await io.opportunity.search({ lead_id: leadId })).toMatchObject(totals)
    const won = await io.opportunity.update(id, { status: 'Won' })
    expect(won).toMatchObject({ status_type: 'won', date_won: expect.any(String) })
    expect(await io.opportunity.delete(id)).toEqual({})
    expect(await io.opportunity.search()).toMatchObject({ data: [], total_results: 0 })
  })

  it('writes tasks', async () => {
    const { id: leadId } = await io.lead.create({ name: 'Acme' })
    const { id } = await io.task.create({ lead_id: leadId, text: 'Call', date: '2026-01-02' })
    expect(await io.task.read(id)).toMatchObject({ lead_id: leadId, text: 'Call' })
    expect(await io.task.update(id, { is_complete: true })).toMatchObject({ view: 'archive' })
    expect(await io.task.search({ is_complete: false })).toMatchObject({ data: [] })
    expect(await io.task.search({ is_complete: true })).toMatchObject({ data: [{ id }] })
    const { data } = await io.activity.search({ lead_id: leadId, _type: 'TaskCompleted' })
    expect(data).toHaveLength(1)
    expect(await io.task.delete(id)).toEqual({})
  })

  it('writes notes', async () => {
    const { id: leadId } = await io.lead.create({ name: 'Acme' })
    const { note } = io.activity
    const { id } = await note.create({ lead_id: leadId, note: 'They called.' })
    expect(await note.update(id, { note: 'They wrote.' })).toMatchObject({ note: 'They wrote.' })
    expect(await note.search({ lead_id: leadId })).toMatchObject({ data: [{ id }] })
    expect(await note.delete(id)).toEqual({})
    expect(await note.search({ lead_id: leadId })).toMatchObject({ data: [] })
  })

  it('knows the user and the statuses', async () => {
    const me = await io.user.me()
    expect(await io.user.read(me['id'])).toMatchObject({ email: me['email'] })
    const [leadStatus] = await statuses('lead')
    expect(await io.status.lead.read(leadStatus?.['id'])).toEqual(leadStatus)
    const won = (await statuses('opportunity')).find(({ type }) => type === 'won')
    expect(await io.status.opportunity.read(won?.['id'])).toMatchObject({ label: 'Won' })
    await expect(io.status.lead.read('stat_none')).rejects.toHaveProperty('error')
  })

  it('hears of a field that is wrong, and of a key that is', async () => {
    const task = io.task.create({ lead_id: 'lead_nobody', text: 'Call' })
    await expect(task).rejects.toEqual({
      errors: [],
      'field-errors': { lead: 'Object does not exist.' },
    })
    const stranger = createCloseIo('wrong')
    await expect(stranger.user.me()).rejects.toEqual({ error: expect.stringContaining('verify') })
  })
})

/** The package makes no custom fields. */
async function makeTextField(name: string): Promise<void> {
  const made = await fetch(`${close.emulator.url}/close/api/v1/custom_field/lead/`, {
    method: 'POST',
    headers: { authorization: `Bearer ${close.restKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name, type: 'text' }),
  })
  if (!made.ok) throw new Error(await made.text())
}
