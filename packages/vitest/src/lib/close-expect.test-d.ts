import type { CloseSandbox } from '@sandpit/close/sandbox'
import type { Sandbox } from '@sandpit/lease/link'
import { type ExpectStatic, expectTypeOf, type TestContext } from 'vitest'
import type { CloseExpect } from './close-expect.ts'

declare const expect: CloseExpect
declare const close: CloseSandbox
declare const sandbox: Sandbox
declare const untyped: ReturnType<typeof JSON.parse>

expectTypeOf(expect(close).toHaveLead('Acme')).toEqualTypeOf<Promise<void>>()
expectTypeOf(expect(close).not.toBeUnchanged()).toEqualTypeOf<Promise<void>>()
expect(untyped).toBe(1)
expect({ name: 'Acme' }).toEqual({ name: 'Acme' })
expect.soft(1).toBe(1)
// @ts-expect-error a sandbox is asked about what it holds
void expect(close).toHaveLead(7)
// @ts-expect-error only a sandbox can be asked
expect({ name: 'Acme' }).toHaveLead('Acme')

// Vitest's own, and the one of a test's context, know a sandbox too, and a soft one.
declare const plain: ExpectStatic
declare const context: TestContext
void plain(close).toHaveLead('Acme')
void context.expect(close).toHaveLead('Acme')
void expect.soft(close).not.toHaveLead('Acme')
plain({ name: 'Acme' }).toEqual({ name: 'Acme' })
// @ts-expect-error a sandbox is asked about what it holds
void plain(close).toHaveLead(7)

// One that knows the leads of its seed is asked about those.
declare const seeded: CloseSandbox<'Acme'>
void expect(seeded).toHaveTask('Acme', 'Call')
// @ts-expect-error no lead of the seed has this name
void expect(seeded).toHaveTask('Acmee', 'Call')

// Of the calls of its tools, too.
void expect(close).toHaveCalled('close_create_task', { date: '2025-12-02', text: /call/i })
void expect(close).toHaveCalled('close_create_task', { date: (date) => date > '2025' })
void expect(close).not.toHaveCalled()
void expect(close).toHaveCalledInOrder([
  'close_search_leads',
  ['close_get_lead', { lead_id: 'lead_1' }],
])
void expect(sandbox).toHaveCalled('jira_create_issue', { summary: /renewal/ })
// @ts-expect-error there is no such tool
void expect(close).toHaveCalled('close_create_tusk')
// @ts-expect-error it takes no such argument
void expect(close).toHaveCalled('close_create_task', { due: '2025-12-02' })
// @ts-expect-error tools are names
void expect(close).toHaveCalledOnly([{ tool: 'close_get_lead' }])
