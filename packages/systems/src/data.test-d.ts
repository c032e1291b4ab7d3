import { describe, expectTypeOf, it } from 'vitest'
import type { LocalServer, SandboxServer } from '@sandpit/client'
import type { GmailMessage, SystemData, SystemServer } from './data.ts'
import type { Expected } from './lib/compare/expected.ts'

describe('the data of a system', () => {
  it('is known by the name of its server', () => {
    expectTypeOf<SystemServer>().toExtend<SandboxServer | LocalServer>()
    expectTypeOf<SystemData<'gmail'>['messages']>().toEqualTypeOf<
      readonly GmailMessage[] | null | undefined
    >()
    expectTypeOf({ subject: 'Hi', to: 'a@b.example', body: '' }).toExtend<GmailMessage>()
    expectTypeOf({ subject: 'Hi' }).not.toExtend<GmailMessage>()
  })

  it('may be expected in part, with patterns', () => {
    expectTypeOf({ messages: [{ subject: /hi/ }] }).toExtend<Expected<SystemData<'gmail'>>>()
    expectTypeOf({ messages: [{ subject: 5 }] }).not.toExtend<Expected<SystemData<'gmail'>>>()
  })
})
