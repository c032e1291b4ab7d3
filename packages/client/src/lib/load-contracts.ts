import type { Contracts } from './operation.ts'

/** Loads zod and every contract written in it. */
export async function loadContracts(): Promise<Contracts> {
  const [answers, localAnswers] = await Promise.all([
    import('./answer-contracts.ts'),
    import('./local-answer-contracts.ts'),
  ])
  return { ...answers, ...localAnswers }
}
