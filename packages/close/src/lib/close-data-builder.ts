import type { CloseData } from './close-data.ts'
import { added, filled, type Fill, LeadBuilder, type LeadFields } from './lead-builder.ts'

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
  readonly #data: CloseData<LeadName>

  constructor(data: CloseData<LeadName>) {
    this.#data = data
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
  ): CloseDataBuilder<LeadName | Name> {
    const lead = filled(new LeadBuilder({ name }), fill)
    const leads = added<{ name: string }>(this.#data.leads, lead)
    return new CloseDataBuilder<LeadName | Name>(
      Object.freeze({ ...this.#data, leads }) as CloseData<LeadName | Name>,
    )
  }

  /** The plain data made so far, as it goes over the wire. `JSON.stringify` calls this. */
  toJSON(): CloseData<LeadName> {
    return this.#data
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

/** The plain data of a seed, whichever of the two forms it has. */
export function toCloseData<LeadName extends string>(
  seed: CloseSeed<LeadName>,
): CloseData<LeadName> {
  return 'toJSON' in seed ? seed.toJSON() : seed
}
