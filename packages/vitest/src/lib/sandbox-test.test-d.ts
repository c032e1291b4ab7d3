import { unlistedServer } from '@sandpit/client'
import type { CloseSandbox } from '@sandpit/close/sandbox'
import type { Sandbox } from '@sandpit/lease/link'
import type { SystemData } from '@sandpit/systems'
import { anyData } from '@sandpit/systems/arbitraries'
import { expectTypeOf } from 'vitest'
import type { ExpectSandbox } from './close-expect.ts'
import { sandboxTest } from './sandbox-test.ts'

declare const expect: ExpectSandbox

const test = sandboxTest('jira').seeded({ projects: [{ key: 'APP', name: 'App' }] })
test('knows the data of its system', async ({ sandbox }) => {
  expectTypeOf(sandbox).toEqualTypeOf<Sandbox<SystemData<'jira'>, 'jira'>>()
  expectTypeOf((await sandbox.dump()).projects?.[0]?.key).toEqualTypeOf<string | undefined>()
  await expect(sandbox).toHave('issues', { summary: /login/ })
  await expect(sandbox).not.toHave('projects', { key: 'WEB' }, { timeout: 0 })
  await expect(sandbox).toMatchData({ projects: [{ key: 'APP' }] })
  await expect(sandbox).toHaveCalled('jira_search', { jql: /login/ })
  // @ts-expect-error jira has no such list
  await expect(sandbox).toHave('channels', {})
  // @ts-expect-error nor have its issues such a field
  await expect(sandbox).toHave('issues', { title: 'Fix the login' })
  // @ts-expect-error nor can it be added
  await sandbox.add({ channels: [] })
})
// @ts-expect-error what another system takes
sandboxTest('jira').seeded({ messages: [] })

test.prop([anyData('jira')])('keeps it all', ([data], { sandbox }) => {
  expectTypeOf(data).toEqualTypeOf<SystemData<'jira'>>()
  expectTypeOf(sandbox.server).toEqualTypeOf<'jira'>()
})
test.extend('agent', ({ sandbox }) => ({ url: sandbox.mcpUrl })).prop([anyData('jira')])(
  'has its own fixtures',
  (_values, { agent }) => expectTypeOf(agent.url).toEqualTypeOf<string>(),
)

const together = sandboxTest({ crm: 'close', mail: 'gmail' })
together('has both', async ({ crm, mail }) => {
  expectTypeOf(crm).toEqualTypeOf<CloseSandbox>()
  expectTypeOf(mail).toEqualTypeOf<Sandbox<SystemData<'gmail'>, 'gmail'>>()
  await expect(crm).toHaveLead('Acme')
  await expect(mail).toHave('messages', { subject: 'Hello' })
})
together.override('seeds', { crm: { leads: [{ name: 'Acme' }] }, mail: { drafts: [] } })
// @ts-expect-error a mail without a body
together.override('seeds', { mail: { drafts: [{ subject: 'Hello', to: 'a@b.test' }] } })

sandboxTest(unlistedServer('brand_new'))('has one', async ({ sandbox }) => {
  expectTypeOf(await sandbox.dump()).toEqualTypeOf<unknown>()
})
// @ts-expect-error a typo does not compile
sandboxTest('jria')
// @ts-expect-error nor here
sandboxTest({ tracker: 'jria' })
// @ts-expect-error nor the name of a sandbox that is not there
together.override('seeds', { traker: {} })
