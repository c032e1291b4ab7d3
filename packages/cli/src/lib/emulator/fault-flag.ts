import { InvalidArgumentError } from 'commander'

/** A fault as a flag says it; the emulator checks whether it makes sense. */
export interface FaultFlag {
  readonly operation?: string
  readonly kind: string
  readonly status?: number
  readonly ms?: number
  readonly rate?: number
  readonly times?: number
}

const FAULT =
  /^(?:(?<operation>\w+)=)?(?<kind>[a-z]+)(?::(?<amount>\d+))?(?:@(?<rate>\d*\.?\d+))?(?:x(?<times>\d+))?$/

/**
 * Reads `acquire=error:503@0.1x5`: which operation (all without one), what goes wrong, the status
 * or the milliseconds, the share of calls, and how often at most. May be given several times.
 *
 * @throws InvalidArgumentError for anything of another form
 */
export function parseFaultFlag(text: string, before: readonly FaultFlag[] = []): FaultFlag[] {
  const { operation, kind, amount, rate, times } = FAULT.exec(text)?.groups ?? {}
  if (kind === undefined) {
    throw new InvalidArgumentError(
      `'${text}' is not of the form operation=kind:amount@ratexTimes, such as acquire=error:503@0.1 or release=lose.`,
    )
  }
  const flag: FaultFlag = {
    kind,
    ...(operation !== undefined && { operation }),
    ...(amount !== undefined && { [kind === 'error' ? 'status' : 'ms']: Number(amount) }),
    ...(rate !== undefined && { rate: Number(rate) }),
    ...(times !== undefined && { times: Number(times) }),
  }
  return [...before, flag]
}
