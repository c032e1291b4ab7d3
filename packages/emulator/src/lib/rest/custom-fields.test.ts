import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { type Acquired, acquireClose } from '../acquired.testing.ts'
import type { Dictionary } from '../validation/containers.ts'

let acquired: Acquired

beforeEach(async () => {
  acquired = await acquireClose()
})

afterEach(() => acquired[Symbol.asyncDispose]())

const rest: Acquired['restJson'] = (...call) => acquired.restJson(...call)

async function idOf(path: string, json: unknown): Promise<string> {
  const { body } = await rest('POST', path, json)
  return String(body['id'])
}

describe('a custom field', () => {
  it.each([
    [{ type: 'text' }, 'Expo'],
    [{ type: 'number' }, 4.5],
    [{ type: 'date' }, '2025-02-28'],
    [{ type: 'datetime' }, '2025-02-28T10:00:00-08:00'],
    [{ type: 'choices', choices: ['a', 'b'] }, 'b'],
    [{ type: 'choices', choices: ['a', 'b'], accepts_multiple_values: true }, ['a', 'b']],
    [{ type: 'hidden' }, { any: 'thing' }],
  ])('defined by %j takes %j', async (definition, value) => {
    const id = await idOf('/custom_field/lead/', { name: 'Field', ...definition })
    const { body } = await rest('POST', '/lead/', { [`custom.${id}`]: value })
    expect(body).toMatchObject({ [`custom.${id}`]: value, custom: { Field: value } })
  })

  it.each([
    [{ type: 'text' }, 5],
    [{ type: 'number' }, 'four'],
    [{ type: 'date' }, '2025-02-30'],
    [{ type: 'datetime' }, 'tomorrow'],
    [{ type: 'choices', choices: ['a', 'b'] }, 'c'],
    [{ type: 'choices', choices: ['a', 'b'], accepts_multiple_values: true }, ['a', 'c']],
    [{ type: 'contact' }, 'cont_x'],
  ])('defined by %j refuses %j', async (definition, value) => {
    const id = await idOf('/custom_field/lead/', { name: 'Field', ...definition })
    const refused = await rest('POST', '/lead/', { [`custom.${id}`]: value })
    expect(refused.status).toBe(400)
    expect(Object.keys(refused.body['field-errors'] ?? {})).toEqual([`custom.${id}`])
  })

  it('of another object, or of nobody, is refused', async () => {
    const id = await idOf('/custom_field/contact/', { name: 'Role', type: 'text' })
    for (const name of [id, 'cf_nobody']) {
      const refused = await rest('POST', '/lead/', { [`custom.${name}`]: 'x' })
      const errors = { [`custom.${name}`]: 'This custom field does not exist.' }
      expect(refused).toEqual({ status: 400, body: { errors: [], 'field-errors': errors } })
    }
    expect((await rest('POST', '/contact/', { [`custom.${id}`]: 'CTO' })).status).toBe(200)
  })

  it('is gone when it is set to null, and all its values when it is deleted', async () => {
    const id = await idOf('/custom_field/opportunity/', { name: 'Seats', type: 'number' })
    const deal = await idOf('/opportunity/', { [`custom.${id}`]: 5 })
    const cleared = await rest('PUT', `/opportunity/${deal}/`, { [`custom.${id}`]: null })
    expect(cleared.body).not.toHaveProperty([`custom.${id}`])
    await rest('PUT', `/opportunity/${deal}/`, { [`custom.${id}`]: 6 })
    await rest('DELETE', `/custom_field/opportunity/${id}/`)
    expect((await rest('GET', `/opportunity/${deal}/`)).body['custom']).toEqual({})
  })

  it('of type choices has some, and only some types hold several values', async () => {
    const refused = await rest('POST', '/custom_field/lead/', { name: 'x', type: 'choices' })
    expect(refused.body['field-errors']).toEqual({ choices: 'This field is required.' })
    const several = { name: 'x', type: 'text', accepts_multiple_values: true }
    expect((await rest('POST', '/custom_field/lead/', several)).status).toBe(400)
  })
})

describe('a custom activity', () => {
  it('has the fields of its type, and those that it needs once it is published', async () => {
    const type = await idOf('/custom_activity/', { name: 'Demo' })
    const field = { name: 'Result', type: 'text', custom_activity_type_id: type, required: true }
    const id = await idOf('/custom_field/activity/', field)
    const lead_id = await idOf('/lead/', { name: 'Acme' })
    const draft = { lead_id, custom_activity_type_id: type, status: 'draft' }
    const activity = await idOf('/activity/custom/', draft)
    const path = `/activity/custom/${activity}/`
    const refused = await rest('PUT', path, { status: 'published' })
    expect(refused.body['field-errors']).toHaveProperty([`custom.${id}`])
    const published = await rest('PUT', path, { status: 'published', [`custom.${id}`]: 'good' })
    expect(published.body).toMatchObject({ status: 'published', custom: { Result: 'good' } })
    const { body } = await rest('GET', `/activity/?lead_id=${lead_id}&_type=Custom`)
    expect(body['data']).toHaveLength(1)
  })
})

describe('the history of a lead', () => {
  it('has changes of status, also those that were written', async () => {
    const statuses = (await rest('GET', '/status/lead/')).body['data'] as { id: string }[]
    const [old, next] = statuses
    const lead_id = await idOf('/lead/', { status_id: old?.id })
    await rest('PUT', `/lead/${lead_id}/`, { status_id: next?.id })
    const changes = { old_status_id: next?.id, new_status_id: old?.id }
    const written = await idOf('/activity/status_change/lead/', { lead_id, ...changes })
    const path = `/activity/status_change/lead/?lead_id=${lead_id}`
    expect((await rest('GET', path)).body['data']).toMatchObject([
      { id: written, ...changes },
      { old_status_id: old?.id, new_status_id: next?.id },
    ])
    expect((await rest('GET', `/lead/${lead_id}/`)).body['status_id']).toBe(next?.id)
    await rest('DELETE', `/activity/status_change/lead/${written}/`)
    expect((await rest('GET', path)).body['data']).toHaveLength(1)
  })

  it('has its emails by thread', async () => {
    const lead_id = await idOf('/lead/', { name: 'Acme' })
    const inbox = { lead_id, status: 'inbox', sender: 'ada@acme.test' }
    const first = await idOf('/activity/email/', { ...inbox, subject: 'Hi' })
    await idOf('/activity/email/', { lead_id, in_reply_to_id: first, subject: 'Re: Hi' })
    await idOf('/activity/email/', { lead_id, subject: 'Other' })
    const path = `/activity/emailthread/?lead_id=${lead_id}`
    const threads = (await rest('GET', path)).body['data'] as Dictionary[]
    expect(new Set(threads.map((thread) => thread['n_emails']))).toEqual(new Set([1, 2]))
    const both = threads.find((thread) => thread['n_emails'] === 2)
    await rest('DELETE', `/activity/emailthread/${String(both?.['id'])}/`)
    expect((await rest('GET', '/activity/email/')).body['data']).toHaveLength(1)
  })
})

describe('a pipeline', () => {
  it('takes statuses to itself, and its opportunities with them', async () => {
    const statuses = [{ label: 'Trial', type: 'active' }]
    const { body: pipeline } = await rest('POST', '/pipeline/', { name: 'Partners', statuses })
    const [trial] = pipeline['statuses'] as [{ id: string }]
    const deal = await rest('POST', '/opportunity/', { status_id: trial.id })
    expect(deal.body).toMatchObject({ pipeline_id: pipeline['id'], pipeline_name: 'Partners' })
    expect((await rest('DELETE', `/pipeline/${String(pipeline['id'])}/`)).status).toBe(400)
    const listed = (await rest('GET', '/pipeline/')).body['data'] as Dictionary[]
    expect(listed.map(({ name }) => name)).toEqual(['Sales', 'Partners'])
  })
})
