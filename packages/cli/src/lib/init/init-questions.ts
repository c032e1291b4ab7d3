import { SandpitError } from '@sandpit/client/errors'
import type { Runner } from './runner.ts'

/** What `init` asks; with `--yes` it asks nothing. */
export interface InitQuestions {
  /** Undefined when whoever is asked wants none. */
  chooseRunner(among: readonly Runner[]): Promise<Runner | undefined>
  mayWrite(): Promise<boolean>
}

/** Asks in the terminal. */
export const terminalQuestions: InitQuestions = {
  async chooseRunner(among) {
    const { isCancel, select } = await import('@clack/prompts')
    const options = among.map((value) => ({ value, label: value.title }))
    const chosen = await select({ message: 'Which runner are your tests for?', options })
    return isCancel(chosen) ? undefined : chosen
  },
  async mayWrite() {
    const { confirm } = await import('@clack/prompts')
    return (await confirm({ message: 'Write these files?' })) === true
  },
}

/** Takes what is certain, and refuses what is not. */
export const noQuestions: InitQuestions = {
  async chooseRunner(among) {
    throw new SandpitError(
      'configuration',
      `It is not clear which runner the tests are for. Say which: ${among
        .map(({ name }) => `--runner ${name}`)
        .join(' or ')}`,
    )
  },
  mayWrite: async () => true,
}
