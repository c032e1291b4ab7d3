import type { Contracts } from '../wire/operation.ts'

/** Loads zod and every contract written in it. */
export async function loadContracts(): Promise<Contracts> {
  const [answers, localAnswers] = await Promise.all([
    import('../wire/answer-contracts.ts'),
    import('../wire/local-answer-contracts.ts'),
  ])
  return { ...answers, ...localAnswers }
}
