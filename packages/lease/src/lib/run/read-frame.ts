import type { WorkerFrame } from '../link/frames.ts'

/** Tells whether a field of a frame holds what it should. */
type Check = (value: unknown) => boolean

const isText: Check = (value) => typeof value === 'string'
const isId: Check = (value) => Number.isSafeInteger(value)
const areTexts: Check = (value) => Array.isArray(value) && value.every(isText)
const isAnything: Check = () => true
const isOneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value)
const isMaybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value)
const isRecordOf =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isRecord(value) && hasFields(value, checks)

const isKind = isRecordOf({
  service: isMaybe(isOneOf('emulator', 'hosted')),
  benchmark: isMaybe(isText),
  testAccountEmail: isMaybe(isText),
})

const leaseFields = { id: isId, leaseId: isText }

/** The fields of each frame; what is not named here, none of our workers sends. */
const frames: Readonly<Record<WorkerFrame['op'], Readonly<Record<string, Check>>>> = {
  hello: {
    token: isText,
    worker: isRecordOf({ parallelIndex: isMaybe(isText), kind: isMaybe(isKind) }),
  },
  hold: { id: isId, server: isText, next: isMaybe(areTexts) },
  begin: {
    id: isId,
    server: isText,
    seed: isAnything,
    readOnly: isMaybe(isOneOf(true, false)),
    label: isMaybe(isText),
    faults: isAnything,
    next: isMaybe(areTexts),
  },
  reset: leaseFields,
  add: { ...leaseFields, seed: isAnything },
  dump: { ...leaseFields, into: isMaybe(isText) },
  workerAddress: { id: isId, server: isText },
  calls: leaseFields,
  setFaults: { ...leaseFields, faults: isAnything },
  confirm: leaseFields,
  letGo: { id: isId },
  end: { leaseId: isText, how: isOneOf('returned', 'retired') },
  cancel: { cancels: isId },
}

/** Reads a line that a worker sent; undefined for what none of our workers would send. */
export function readFrame(line: string): WorkerFrame | undefined {
  const value = parseJson(line)
  if (!isRecord(value)) return undefined
  const { op, ...fields } = value
  if (typeof op !== 'string' || !Object.hasOwn(frames, op)) return undefined
  return hasFields(fields, frames[op as WorkerFrame['op']]) ? (value as WorkerFrame) : undefined
}

function hasFields(
  value: Readonly<Record<string, unknown>>,
  checks: Readonly<Record<string, Check>>,
): boolean {
  const areKnown = Object.keys(value).every((name) => Object.hasOwn(checks, name))
  return areKnown && Object.entries(checks).every(([name, check]) => check(value[name]))
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line) as unknown
  } catch {
    return undefined
  }
}
