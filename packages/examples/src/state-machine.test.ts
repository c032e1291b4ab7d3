import { closeData } from '@sandpit/close'
import type { CloseSandbox } from '@sandpit/close/sandbox'
import { expect, test } from '@sandpit/vitest/close'
import fc from 'fast-check'

/** What the sandbox should hold: how many leads of each name. */
type Model = Map<string, number>

class AddLead implements fc.AsyncCommand<Model, CloseSandbox> {
  readonly #name: string

  constructor(name: string) {
    this.#name = name
  }

  check(): boolean {
    return true
  }

  async run(model: Model, close: CloseSandbox): Promise<void> {
    await close.add(closeData().lead(this.#name))
    model.set(this.#name, (model.get(this.#name) ?? 0) + 1)
    await holdsWhatTheModelSays(close, model)
  }

  toString(): string {
    return `add ${this.#name}`
  }
}

class Reset implements fc.AsyncCommand<Model, CloseSandbox> {
  check(model: Readonly<Model>): boolean {
    return model.size > 0
  }

  async run(model: Model, close: CloseSandbox): Promise<void> {
    await close.reset()
    model.clear()
    await holdsWhatTheModelSays(close, model)
  }

  toString(): string {
    return 'reset'
  }
}

async function holdsWhatTheModelSays(close: CloseSandbox, model: Model): Promise<void> {
  const names = ((await close.dump()).leads ?? []).map((lead) => lead.name)
  const expected = [...model].flatMap(([name, count]) => Array<string>(count).fill(name))
  expect(names.toSorted()).toEqual(expected.toSorted())
}

const empty = fc.constant(closeData())
const steps = fc.commands(
  [
    fc.constantFrom('CloudScale', 'DataFlow', 'Vertex').map((name) => new AddLead(name)),
    fc.constant(new Reset()),
  ],
  { maxCommands: 20 },
)

test.prop([empty, steps], { numRuns: 20 })(
  'any sequence of steps leaves what the model says',
  async ([, commands], { close }) => {
    await fc.asyncModelRun(() => ({ model: new Map<string, number>(), real: close }), commands)
  },
)
