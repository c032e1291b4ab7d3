import type { Deal } from './crm.ts'

/** A column of the board: deals about as likely as each other. */
export interface Stage {
  readonly id: string
  readonly title: string
  /** The least confidence that belongs here, in percent. */
  readonly from: number
  /** What a deal's confidence becomes when it is moved here. */
  readonly confidence: number
}

export const stages: readonly Stage[] = [
  { id: 'early', title: 'Early', from: 0, confidence: 25 },
  { id: 'likely', title: 'Likely', from: 50, confidence: 60 },
  { id: 'closing', title: 'Closing', from: 80, confidence: 90 },
]

export function stageOf({ confidence }: Deal): Stage {
  const stage = stages.findLast((each) => each.from <= confidence) ?? stages[0]
  if (stage === undefined) throw new Error('a board has a stage at least')
  return stage
}
