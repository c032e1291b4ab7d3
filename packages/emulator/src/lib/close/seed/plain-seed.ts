import { type Dictionary, isDictionary } from '../../validation/containers.ts'

/** What Close's `initialize` takes. A field that is not there says the same as `null`. */
export interface SeedData {
  readonly leads?: readonly SeedLead[] | null
}

export interface SeedLead {
  readonly name: string
  readonly status?: string | null
  readonly contacts?: readonly SeedContact[] | null
  readonly opportunities?: readonly SeedOpportunity[] | null
  readonly tasks?: readonly SeedTask[] | null
}

export interface SeedContact {
  readonly name?: string | null
  readonly emails?: readonly Dictionary[] | null
  readonly phones?: readonly Dictionary[] | null
}

export interface SeedOpportunity {
  readonly note: string
  /** In cents. */
  readonly value?: number | null
  /** Percent; the service checks no bounds. */
  readonly confidence?: number | null
  readonly period?: string | null
}

export interface SeedTask {
  readonly description: string
  readonly date?: string | null
  readonly completed?: boolean | null
  readonly assignee_id?: string | null
}

/**
 * Whether a value is a seed exactly as documented: the slower check would find nothing to
 * complain about and nothing to turn into another type. `false` says nothing.
 */
export function isPlainSeed(value: unknown): value is SeedData {
  return isDictionary(value) && isListOf(value['leads'], isLead)
}

function isLead(value: unknown): boolean {
  return (
    isDictionary(value) &&
    typeof value['name'] === 'string' &&
    isText(value['status']) &&
    isListOf(value['contacts'], isContact) &&
    isListOf(value['opportunities'], isOpportunity) &&
    isListOf(value['tasks'], isTask)
  )
}

function isContact(value: unknown): boolean {
  return (
    isDictionary(value) &&
    isText(value['name']) &&
    isListOf(value['emails'], isDictionary) &&
    isListOf(value['phones'], isDictionary)
  )
}

function isOpportunity(value: unknown): boolean {
  return (
    isDictionary(value) &&
    typeof value['note'] === 'string' &&
    isWhole(value['value']) &&
    isWhole(value['confidence']) &&
    isText(value['period'])
  )
}

function isTask(value: unknown): boolean {
  return (
    isDictionary(value) &&
    typeof value['description'] === 'string' &&
    isText(value['date']) &&
    (isNothing(value['completed']) || typeof value['completed'] === 'boolean') &&
    isText(value['assignee_id'])
  )
}

/** Or nothing, as for the other fields: only names, notes and descriptions must be there. */
function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return isNothing(value) || (Array.isArray(value) && value.every(isItem))
}

function isText(value: unknown): boolean {
  return typeof value === 'string' || isNothing(value)
}

function isWhole(value: unknown): boolean {
  return Number.isSafeInteger(value) || isNothing(value)
}

function isNothing(value: unknown): value is null | undefined {
  return value === null || value === undefined
}
