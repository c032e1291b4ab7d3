import type { CloseSandbox } from '@sandpit/close/sandbox'
import type { Sandbox } from '@sandpit/lease/link'
import type { SystemData } from '@sandpit/systems'
import { anyData } from '@sandpit/systems/arbitraries'
import { expectTypeOf } from 'vitest'
import type { SandboxExpect } from './close-expect.ts'
import { sandboxTest } from './sandbox-test.ts'

declare const expect: SandboxExpect

const test = sandboxTest('jira').seeded({ projects: [{ key: 'APP', name: 'App' }] })
test('knows the data of its system', async ({ sandbox, page }) => {
  expectTypeOf(sandbox).toEqualTypeOf<Sandbox<SystemData<'jira'>, 'jira'>>()
  await expect(page).toHaveURL('/')
  await expect(sandbox).not.toHave('issues', { summary: /login/ })
  await expect.soft(sandbox).toMatchData({ projects: [{ key: 'APP' }] })
  await expect(sandbox).toHaveCalled('jira_search', { jql: /login/ })
  // @ts-expect-error jira has no such list
  await expect(sandbox).toHave('channels', {})
})
// @ts-expect-error what another system takes
test.use({ seed: { messages: [] } })
test.prop([anyData('jira')])('keeps it all', ([data], { sandbox }) => {
  expectTypeOf(data).toEqualTypeOf<SystemData<'jira'>>()
  expectTypeOf(sandbox.server).toEqualTypeOf<'jira'>()
})

const together = sandboxTest({ crm: 'close', mail: 'gmail' })
together.use({ seeds: { crm: { leads: [{ name: 'Acme' }] }, mail: { drafts: [] } } })
together('has both', async ({ crm, mail }) => {
  expectTypeOf(crm).toEqualTypeOf<CloseSandbox>()
  await expect(crm).toHaveLead('Acme')
  await expect(mail).toHave('messages', { subject: 'Hello' })
})
// @ts-expect-error a mail without a body
together.use({ seeds: { mail: { drafts: [{ subject: 'Hello', to: 'a@b.test' }] } } })
