import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Emulator, startEmulator } from '@sandpit/emulator'
import type { AnyRunner } from '../any-runner.ts'
import { hosted, occupiedAfter } from '../emulated-service.ts'
import type { KillPlan } from './kill-plan.ts'
import { type Killing, killings } from './killing.ts'
import { type LeftBehind, leftBehindAfter } from './left-behind.ts'
import type { Ended, RunnerProcess } from '../runner-process.ts'
import { lateList } from '../stand-in/late-list.ts'
import { standInWith } from '../stand-in/stand-in-service.ts'
import { runSandpit } from '../sandpit-command.ts'

/** What came of a run that was killed. */
export interface KilledRun {
  readonly ended: Ended
  /** Whether there was still something to kill. */
  readonly wasKilled: boolean
  /** Which sandboxes were occupied ten seconds later, and what else was there when all should be over. */
  readonly left: LeftBehind
  /** Never to be found in `output`. */
  readonly apiKey: string
}

/** Carries out a plan, and sweeps afterwards where nobody is left who could give anything back. */
export async function killRun(
  { project, config }: AnyRunner,
  files: Readonly<Record<string, string>>,
  killing: Killing,
  plan: KillPlan,
): Promise<KilledRun> {
  await using emulator = await startEmulator({ pools: { close: 8 }, ...plan.service })
  using service = await standInWith(emulator, [lateList(plan.lagMs)])
  const temporary = mkdtempSync(join(project.root, 't-'))
  const env = { ...hosted(service), TMPDIR: temporary }
  const name = `run-${temporary.slice(-6)}`
  const folder = project.write(name, files, config(`{ spares: ${plan.spares} }`))
  const runner = project.start(folder, env)
  await dueMoment(plan, runner, emulator)
  const wasKilled = await killings[killing]({ runner, temporary })
  const ended = await runner.ended
  // Nobody is left to clean up: the reaper is dead too, or was not needed yet.
  const isAlone = killing === 'SIGKILL of the main process and the reaper'
  if (isAlone || emulator.calls().acquire === 0) await runSandpit(['sweep'], env)
  const stillOccupied = await occupiedAfter(emulator, 10_000)
  // The reaper looks 10 s for what an acquire under way may take, and this machine may be busy.
  const left = await leftBehindAfter(20_000, emulator, temporary)
  return { ended, wasKilled, left: { ...left, occupied: stillOccupied }, apiKey: emulator.apiKey }
}

async function dueMoment(plan: KillPlan, runner: RunnerProcess, emulator: Emulator): Promise<void> {
  while (callsTo(emulator) < plan.afterCalls && !runner.hasEnded) await sleep(5)
  await sleep(plan.delayMs)
}

function callsTo(emulator: Emulator): number {
  return Object.values(emulator.calls()).reduce((sum, calls) => sum + calls, 0)
}
