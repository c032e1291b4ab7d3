import { SandpitError } from '@sandpit/client/errors'
import type { CloseData, CloseLead } from './close-data.ts'
import { missingName } from '@sandpit/client/near-miss'
import { filled, type Fill, LeadBuilder, type LeadFields, refuseMore } from './lead-builder.ts'

/** What a sandbox can be filled with: plain data, or a builder that makes it. */
export type CloseSeed<LeadName extends string = string> =
  | CloseData<LeadName>
  | CloseDataBuilder<LeadName>

/** The names of the leads in a seed, as far as the compiler knows them. */
export type LeadNameOf<Seed extends CloseSeed> =
  Seed extends CloseSeed<infer LeadName> ? LeadName : string

/**
 * Close data in the making. Every step answers a new builder and leaves this one as it was,
 * so a pipeline can be shared between tests and continued in each.
 */
export class CloseDataBuilder<LeadName extends string = string> {
  /** The leads made so far, absent before the first: what a builder is compared and printed by. */
  declare readonly leads?: CloseData<LeadName>['leads']
  readonly #data: CloseData<LeadName>

  constructor(data: CloseData<LeadName>) {
    this.#data = data
    if (data.leads !== undefined) this.leads = data.leads
    Object.freeze(this)
  }

  /**
   * Adds a lead, filled step by step or from a plain object.
   *
   * @example
   * ```ts
   * closeData()
   *   .lead('CloudScale', (lead) => lead.status('Potential').contact('Sarah'))
   *   .lead('DataFlow', { status: 'Qualified' })
   * ```
   */
  lead<const Name extends string>(
    name: Name,
    fill: Fill<LeadBuilder, LeadFields> = {},
    ...more: readonly never[]
  ): CloseDataBuilder<LeadName | Name> {
    refuseMore('lead', more)
    const leads: readonly CloseLead<LeadName | Name>[] = this.#data.leads ?? []
    const lead = filled(new LeadBuilder({ name }), fill) as CloseLead<Name>
    return this.#with<LeadName | Name>([...leads, lead])
  }

  /**
   * Continues a lead that is already there, the first of that name.
   *
   * @throws SandpitError with code `invalid_seed` when there is none, with the name probably meant
   */
  extend(name: LeadName, fill: (lead: LeadBuilder) => LeadBuilder): CloseDataBuilder<LeadName> {
    const leads = [...(this.#data.leads ?? [])]
    const index = leads.findIndex((lead) => lead.name === name)
    const lead = leads[index]
    if (lead === undefined) throw noSuchLead(name, leads)
    leads[index] = filled(new LeadBuilder(lead), fill) as CloseLead<LeadName>
    return this.#with(leads)
  }

  /**
   * Takes a step a number of times; the step is told how often it was taken before.
   *
   * @example
   * ```ts
   * closeData().repeat(50, (data, index) => data.lead(`Lead ${index + 1}`))
   * ```
   * @throws SandpitError with code `invalid_seed` when the number is not a whole one from 0 up
   */
  repeat<More extends string>(
    times: number,
    step: (data: CloseDataBuilder<LeadName>, index: number) => CloseDataBuilder<More>,
  ): CloseDataBuilder<LeadName | More> {
    if (!Number.isSafeInteger(times) || times < 0) throw notATimes(times)
    return Array.from({ length: times }).reduce<CloseDataBuilder<LeadName | More>>(
      (data, _, index) => step(data as CloseDataBuilder<LeadName>, index),
      this,
    )
  }

  /**
   * Adds the leads of another seed. One that has the name of a lead here is joined with it:
   * its status wins, its contacts, opportunities and tasks are added.
   */
  merge<const Other extends string>(seed: CloseSeed<Other>): CloseDataBuilder<LeadName | Other> {
    const here: readonly CloseLead<LeadName | Other>[] = this.#data.leads ?? []
    const places = new Map(here.map((lead, index) => [lead.name, index] as const).toReversed())
    const leads = [...here]
    for (const lead of toCloseData(seed).leads ?? []) {
      const index = places.get(lead.name)
      if (index === undefined) leads.push(lead)
      else leads[index] = joined(leads[index] ?? lead, lead)
    }
    return this.#with<LeadName | Other>(leads)
  }

  /** The plain data made so far, as it goes over the wire. `JSON.stringify` calls this. */
  toJSON(): CloseData<LeadName> {
    return this.#data
  }

  #with<Name extends string>(leads: readonly CloseLead<Name>[]): CloseDataBuilder<Name> {
    return new CloseDataBuilder<Name>(Object.freeze({ ...this.#data, leads: Object.freeze(leads) }))
  }
}

/**
 * Starts a seed: an empty one, or one that continues what is given.
 *
 * @example
 * ```ts
 * import { closeData, usd } from '@sandpit/close'
 *
 * const pipeline = closeData().lead('CloudScale', (lead) =>
 *   lead
 *     .status('Potential')
 *     .contact('Sarah Mitchell', (contact) => contact.email('sarah@cloudscale.test'))
 *     .opportunity('Annual renewal', { value: usd(480), confidence: 85, period: 'annual' })
 *     .task('Send proposal', { date: '2025-12-02' }),
 * )
 * ```
 */
export function closeData(): CloseDataBuilder<never>
export function closeData<const LeadName extends string>(
  start: CloseSeed<LeadName>,
): CloseDataBuilder<LeadName>
export function closeData(start: CloseSeed = {}): CloseDataBuilder {
  return new CloseDataBuilder(toCloseData(start))
}

/**
 * The plain data of a seed, whichever of the two forms it has.
 *
 * @throws SandpitError with code `invalid_seed` when it has neither
 *
 * @example
 * ```ts
 * const { leads } = toCloseData(closeData().lead('Acme'))
 * ```
 */
export function toCloseData<LeadName extends string>(
  seed: CloseSeed<LeadName>,
): CloseData<LeadName> {
  if (typeof seed !== 'object' || seed === null) throw noSeed(seed)
  return 'toJSON' in seed ? seed.toJSON() : seed
}

/** Two leads of one name as one. */
function joined<Name extends string>(
  lead: CloseLead<Name>,
  more: CloseLead<Name>,
): CloseLead<Name> {
  const contacts = both(lead.contacts, more.contacts)
  const opportunities = both(lead.opportunities, more.opportunities)
  const tasks = both(lead.tasks, more.tasks)
  const status = more.status ?? lead.status
  return Object.freeze({
    ...lead,
    ...(status !== undefined && { status }),
    ...(contacts !== undefined && { contacts }),
    ...(opportunities !== undefined && { opportunities }),
    ...(tasks !== undefined && { tasks }),
  })
}

function both<Part>(
  parts: readonly Part[] | null | undefined,
  more: readonly Part[] | null | undefined,
): readonly Part[] | null | undefined {
  return parts && more ? Object.freeze([...parts, ...more]) : (parts ?? more)
}

function noSuchLead(name: string, leads: readonly CloseLead[]): SandpitError {
  const names = leads.map((lead) => lead.name)
  return new SandpitError('invalid_seed', `extend: ${missingName('lead', name, names)}`)
}

function noSeed(given: unknown): SandpitError {
  const got = given === null || given === undefined ? String(given) : `a ${typeof given}`
  return new SandpitError(
    'invalid_seed',
    `A seed is an object such as { leads: [] }, or what closeData() makes; got ${got}.`,
    { server: 'close' },
  )
}

function notATimes(times: number): SandpitError {
  return new SandpitError('invalid_seed', `repeat(${times}) needs a whole number from 0 up`)
}
