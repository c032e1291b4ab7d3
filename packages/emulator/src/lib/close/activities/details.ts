import type { Dictionary } from '../../validation/containers.ts'

/** The text in a field of an activity; empty without one. */
export function textOf(details: Dictionary, name: string): string {
  return nullableTextOf(details, name) ?? ''
}

export function nullableTextOf(details: Dictionary, name: string): string | null {
  const value = details[name]
  return typeof value === 'string' ? value : null
}

export function numberOf(details: Dictionary, name: string): number | null {
  const value = details[name]
  return typeof value === 'number' ? value : null
}

export function textsOf(details: Dictionary, name: string): readonly string[] {
  return (details[name] ?? []) as readonly string[]
}

export function objectsOf(details: Dictionary, name: string): readonly Dictionary[] {
  return (details[name] ?? []) as readonly Dictionary[]
}
