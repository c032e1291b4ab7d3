import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'

import { acquireClose } from './acquired.testing.ts'

/** Close as simply as it can be said: leads in the form in which they are seeded and dumped. */
interface ModelLead {
  readonly id: string
  name: string
  contacts: { id: string; name: string }[]
  tasks: { id: string; description: string; completed: boolean }[]
}

type Model = ModelLead[]

/** One step: `which` picks a lead, a contact or a task among those there are. */
interface Step {
  readonly action: (model: Model, step: Step) => Promise<void>
  readonly title: string
  readonly which: number
  readonly text: string
}

const acquired = await acquireClose()

afterAll(() => acquired[Symbol.asyncDispose]())

function leadOf(model: Model, { which }: Step): ModelLead | undefined {
  return model[which % model.length]
}

async function post(path: string, body: unknown): Promise<string> {
  const answer = await acquired.rest('POST', path, body)
  return ((await answer.json()) as { id: string }).id
}

async function callTool(name: string, input: unknown): Promise<string> {
  const [made] = Object.values((await acquired.tool(name, input)) as object) as [{ id: string }]
  return made.id
}

const ACTIONS: Readonly<Record<string, Step['action']>> = {
  async seed(model, { text }) {
    await acquired.seed({ leads: [{ name: text, contacts: [{ name: text }] }] })
    const found = await (await acquired.rest('GET', '/lead/?_limit=1')).json()
    const [lead] = (found as { data: { id: string; contacts: { id: string }[] }[] }).data
    const contacts = (lead?.contacts ?? []).map(({ id }) => ({ id, name: text }))
    model.push({ id: lead?.id ?? '', name: text, contacts, tasks: [] })
  },
  async createLeadByRest(model, { text }) {
    model.push({ id: await post('/lead/', { name: text }), name: text, contacts: [], tasks: [] })
  },
  async createLeadByTool(model, { text }) {
    const id = await callTool('close_create_lead', { name: text })
    model.push({ id, name: text, contacts: [], tasks: [] })
  },
  async createContactByTool(model, step) {
    const lead = leadOf(model, step)
    if (lead === undefined) return
    const id = await callTool('close_create_contact', { lead_id: lead.id, name: step.text })
    lead.contacts.push({ id, name: step.text })
  },
  async createTaskByRest(model, step) {
    const lead = leadOf(model, step)
    if (lead === undefined) return
    const id = await post('/task/', { lead_id: lead.id, text: step.text })
    lead.tasks.push({ id, description: step.text, completed: false })
  },
  async completeTaskByTool(model, step) {
    const task = leadOf(model, step)?.tasks.at(-1)
    if (task === undefined) return
    await callTool('close_update_task', { task_id: task.id, is_complete: true })
    task.completed = true
  },
  async renameByRest(model, step) {
    const lead = leadOf(model, step)
    if (lead === undefined) return
    await acquired.rest('PUT', `/lead/${lead.id}/`, { name: step.text })
    lead.name = step.text
  },
  async failToRename(model, step) {
    const lead = leadOf(model, step)
    const body = { name: step.text, status_id: 'stat_none', contacts: 7 }
    await acquired.rest('PUT', `/lead/${lead?.id ?? 'lead_none'}/`, body)
    await acquired.tool('close_update_lead', { lead_id: lead?.id ?? 'lead_none', ...body })
  },
  async failToSeed(_model, { text }) {
    const answer = await acquired.call('POST', '/initialize', {
      leads: [{ name: text }, { name: text, tasks: [{ description: 5 }] }],
    })
    expect(answer.status).toBe(422)
  },
  async deleteContact(model, step) {
    const lead = leadOf(model, step)
    const contact = lead?.contacts.shift()
    if (contact !== undefined) await acquired.rest('DELETE', `/contact/${contact.id}/`)
  },
  async deleteLead(model, step) {
    const lead = leadOf(model, step)
    if (lead === undefined) return
    await acquired.tool('close_delete_lead', { lead_id: lead.id })
    model.splice(model.indexOf(lead), 1)
  },
  async merge(model, step) {
    const [source, destination] = [leadOf(model, step), model[0]]
    if (source === undefined || destination === undefined || source === destination) return
    const body = { source: source.id, destination: destination.id }
    await acquired.rest('POST', '/lead/merge/', body)
    destination.contacts.push(...source.contacts)
    destination.tasks.push(...source.tasks)
    model.splice(model.indexOf(source), 1)
  },
  async reset(model) {
    await acquired.call('POST', '/reset')
    model.length = 0
  },
}

/** Emptying is rare, or there would never be much to compare. */
const titles = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom(...Object.keys(ACTIONS).filter(isKeeping)) },
  { weight: 1, arbitrary: fc.constant('reset') },
)

const steps = fc.array(
  fc
    .tuple(titles, fc.nat({ max: 20 }), fc.string({ maxLength: 8 }))
    .map(([title, which, text]): Step => {
      return { title, which, text, action: ACTIONS[title] ?? (() => Promise.resolve()) }
    }),
  { minLength: 8, maxLength: 40, size: 'max' },
)

function isKeeping(title: string): boolean {
  return title !== 'reset'
}

function expectedDump(model: Model): unknown {
  return model.map((lead) => ({
    name: lead.name,
    status: 'Potential',
    contacts: lead.contacts.map(({ name }) => ({ name, emails: [], phones: [] })),
    opportunities: [],
    tasks: lead.tasks.map(({ description, completed }) => ({
      description,
      completed,
      date: null,
      assignee_id: null,
    })),
  }))
}

it('is equal to a simple model after any interleaving of seeding, REST, MCP and resets', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (taken) => {
      await acquired.call('POST', '/reset')
      const model: Model = []
      for (const step of taken) await step.action(model, step)
      expect(await acquired.leads()).toEqual(expectedDump(model))
    }),
    { numRuns: 120 },
  )
}, 60_000)
