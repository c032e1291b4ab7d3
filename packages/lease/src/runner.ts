// What the adapter of a test runner needs in the runner's main process, and in a worker that has a
// run of its own.
export { notGivenBack, type OwnRun, startOwnRun } from './lib/runner/own-run.ts'
export { parseRunSettings, type RunSettings, runSettings } from './lib/runner/run-settings.ts'
export { type RunnerParts, type RunnerRun, startRunnerRun } from './lib/runner/runner-run.ts'
export { say } from './lib/runner/say.ts'
export { checkSettings, milliseconds, type SettingsOf } from './lib/runner/settings.ts'
