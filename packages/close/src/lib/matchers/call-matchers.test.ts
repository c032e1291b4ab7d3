import type { ToolCall } from '@sandpit/client/tool-call'
import { describe, expect, it } from 'vitest'
import { sandboxInMemory } from '../sandbox/sandbox-in-memory.testing.ts'
import { closeMatchers } from './matcher-set.ts'
import type { CallMatchers } from './matcher-types.ts'

expect.extend(closeMatchers)

type Asked = (received: unknown) => CallMatchers & { readonly not: CallMatchers }

/** Vitest's `expect`, which knows nothing of the matchers in its type. */
const asked = expect as unknown as Asked

const now = { timeoutMs: 0 }

function call(tool: string, given: object = {}, more: Partial<ToolCall> = {}): ToolCall {
  return { server: 'close', tool, arguments: given, outcome: 'answered', startMs: 0, ...more }
}

function sandboxWith(...calls: readonly ToolCall[]) {
  return sandboxInMemory({}, undefined, calls)
}

const close = sandboxWith(
  call('close_search_leads', { query: 'Acme' }),
  call('close_create_task', { lead_id: 'lead_1', text: 'Follow up', date: '2025-12-03' }),
  call(
    'close_update_lead',
    { lead_id: 'lead_1', name: 'Acme Inc' },
    { outcome: 'error', error: 'HTTP 503' },
  ),
)

describe('toHaveCalled', () => {
  it('matches arguments partially, with patterns and predicates', async () => {
    const held = [
      asked(close).toHaveCalled(),
      asked(close).toHaveCalled('close_update_lead', {}, { times: 1 }),
      asked(close).toHaveCalled('close_create_task', { text: /follow up/i }),
      asked(close).toHaveCalled('close_create_task', { date: (date) => date > '2025-12-01' }),
      asked(close).not.toHaveCalled('close_delete_lead', {}, now),
      asked(close).not.toHaveCalled('close_create_task', { lead_id: 'lead_2' }, now),
      asked(sandboxWith()).not.toHaveCalled(undefined, undefined, now),
    ]
    await expect(Promise.all(held)).resolves.toHaveLength(7)
  })

  it('shows the calls that were made, the nearest first, with what is wrong', async () => {
    await expect(
      asked(close).toHaveCalled('close_create_task', { date: '2025-12-02' }, now),
    ).rejects.toThrow(
      [
        "expect(close).toHaveCalled('close_create_task', { date: '2025-12-02' }) failed",
        '',
        '0 of 3 calls match; the nearest first:',
        "  close_create_task { lead_id: 'lead_1', text: 'Follow up', date: '2025-12-03' }",
        "    date: expected '2025-12-02', got '2025-12-03'",
        "  close_update_lead { lead_id: 'lead_1', name: 'Acme Inc' } (error: 'HTTP 503')",
        "  close_search_leads { query: 'Acme' }",
      ]
        .join('\n')
        .replaceAll("'", '"'),
    )
  })

  it('says how often, and that nothing was called', async () => {
    await expect(
      asked(close).toHaveCalled('close_create_task', {}, { times: 2, ...now }),
    ).rejects.toThrow('1 of 3 calls match, expected 2; the nearest first:')
    await expect(asked(close).not.toHaveCalled('close_create_task', {}, now)).rejects.toThrow(
      '1 of 3 calls matches:\n  close_create_task',
    )
    await expect(asked(sandboxWith()).toHaveCalled(undefined, undefined, now)).rejects.toThrow(
      'no tool was called',
    )
  })

  it('waits until it is so', async () => {
    const calls: ToolCall[] = []
    setTimeout(() => calls.push(call('close_create_lead')), 60)
    const waited = asked(sandboxInMemory({}, undefined, calls)).toHaveCalled('close_create_lead')
    await expect(waited).resolves.toBeUndefined()
  })

  it('refuses a name with a mistake in it, which `not` would never miss', async () => {
    const loose = asked(close) as unknown as {
      toHaveCalled(...args: readonly unknown[]): Promise<void>
      readonly not: { toHaveCalled(...args: readonly unknown[]): Promise<void> }
    }
    await expect(loose.not.toHaveCalled('close_delete_laed')).rejects.toThrow(
      "did you mean 'close_delete_lead'?",
    )
    await expect(loose.not.toHaveCalled('close_create_task', { txt: 'x' })).rejects.toThrow(
      'there is no argument of close_create_task',
    )
    await expect(loose.toHaveCalled('close_create_task', [])).rejects.toThrow('arguments are')
    await expect(loose.toHaveCalled('close_create_task', {}, { times: -1 })).rejects.toThrow(
      'times is a whole number, got -1',
    )
    await loose.not.toHaveCalled('close_create_lead', { 'custom.cf_1': 'x' }, now)
  })

  it.each<[string, readonly unknown[], string]>([
    ['toHaveCalled', ['close_get_leads_of_all'], "'close_get_lead', "],
    ['toHaveCalled', [null], 'a tool is given by its name, not as null'],
    ['toHaveCalled', [undefined, { query: 'Acme' }], 'a tool is given by its name, not as nothing'],
    ['toHaveCalled', [undefined], 'toHaveCalled(undefined) names no tool'],
    ['toHaveCalled', ['close_create_lead', { name: undefined }], 'has name, which is undefined'],
    [
      'toHaveCalled',
      ['close_create_lead', { contacts: [{ name: undefined }] }],
      'the call of close_create_lead has contacts[0].name, which is undefined',
    ],
    ['toHaveCalled', ['close_create_task', { date: new Date() }], 'has date, which is a Date'],
    ['toHaveCalled', ['close_create_lead', { name: Number.NaN }], 'has name, which is NaN'],
    ['toHaveCalled', ['close_create_lead', { times: 1 }], 'but an option'],
    ['toHaveCalled', ['close_create_lead', {}, { times: undefined }], 'got undefined'],
    ['toHaveCalled', ['close_create_lead', {}, { times: '1' }], 'got "1"'],
    ['toHaveCalledInOrder', [[['close_create_lead', {}, 'close_get_lead']]], 'a list of 3'],
    ['toHaveCalled', ['close_create_lead', {}, null], 'expected an object such as'],
    ['toHaveCalled', ['close_create_lead', {}, { time: 1 }], 'did you mean times?'],
    ['toHaveCalledInOrder', [[]], 'needs a list of at least one'],
    ['toHaveCalledInOrder', [[undefined]], 'looks for is undefined'],
    ['toHaveCalledInOrder', ['close_create_lead'], 'are a list'],
    ['toHaveCalledOnly', [[undefined]], 'looks for is undefined'],
    ['toHaveCalledOnly', [[['close_create_lead', {}]]], 'by its name, not as a list'],
  ])('refuses what says nothing, with `not` too: %s %j', async (name, args, message) => {
    const loose = asked(close) as unknown as Record<string, Loose>
    const { not } = asked(close) as unknown as { readonly not: Record<string, Loose> }
    for (const matchers of [loose, not]) {
      const told: unknown = await matchers[name]?.(...args).catch((error: unknown) => error)
      expect(told).toMatchObject({
        code: 'configuration',
        message: expect.stringContaining(message),
      })
      expect(String(told).length).toBeLessThan(400)
    }
  })

  it('shows how often it was to be, none too', async () => {
    await expect(
      asked(close).toHaveCalled('close_create_task', {}, { times: 0, ...now }),
    ).rejects.toThrow('expect(close).toHaveCalled("close_create_task", {}, { times: 0 }) failed')
  })
})

type Loose = (...args: readonly unknown[]) => Promise<void>

describe('toHaveCalledInOrder', () => {
  it('lets others in between', async () => {
    const held = [
      asked(close).toHaveCalledInOrder(['close_search_leads', 'close_update_lead']),
      asked(close).toHaveCalledInOrder([
        ['close_search_leads', { query: /acme/i }],
        'close_create_task',
      ]),
    ]
    await expect(Promise.all(held)).resolves.toHaveLength(2)
  })

  it('says which was not called after the others, and shows all in order', async () => {
    const wanted = asked(close).toHaveCalledInOrder(
      ['close_create_task', ['close_search_leads', { query: 'Acme' }]],
      now,
    )
    await expect(wanted).rejects.toThrow(
      'close_search_leads { query: "Acme" } was not called after the 1 before it; what was called, in order:\n  close_search_leads',
    )
  })
})

describe('toHaveCalledOnly', () => {
  it('names what else was called', async () => {
    await asked(close).toHaveCalledOnly([
      'close_search_leads',
      'close_create_task',
      'close_update_lead',
    ])
    await asked(sandboxWith()).toHaveCalledOnly([])
    await expect(
      asked(close).toHaveCalledOnly(['close_search_leads', 'close_create_task'], now),
    ).rejects.toThrow('1 of 3 calls are of other tools:\n  close_update_lead')
  })
})

it('looks at a sandbox of any system, whose tools are not known', async () => {
  const jira = { server: 'jira', calls: async () => [call('jira_create_issue', { summary: 'x' })] }
  const any = asked(jira) as unknown as {
    toHaveCalled(tool: string, args: object): Promise<void>
  }
  await any.toHaveCalled('jira_create_issue', { summary: /x/ })
  await expect(asked({}).toHaveCalled()).rejects.toThrow('expect(sandbox). It was given an object')
})
