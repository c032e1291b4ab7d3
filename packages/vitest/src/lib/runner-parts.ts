import { describeSystem, startEmbedded } from '@sandpit/emulator/embedded'
import type { RunnerParts } from '@sandpit/lease/runner'

/** What a run needs, each loaded when the first test asks for a sandbox. */
export const runnerParts: RunnerParts = { describe: describeSystem, startEmulator: startEmbedded }
