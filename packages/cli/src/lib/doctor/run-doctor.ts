import { SandpitError } from '@sandpit/client/errors'
import { startEmulator } from '@sandpit/emulator'
import { hostedCredentials } from '@sandpit/lease/sweep'
import { Trial } from '../contract/trial.ts'
import { checkMachine } from '../machine/check-machine.ts'
import { describeMachine } from '../machine/machine-text.ts'
import { ownManifest } from '../machine/own-manifest.ts'
import { reportFailure } from '../output/report-failure.ts'
import { compareServices, type Comparison } from './comparison.ts'
import { describeComparison, describeLeft, type Surroundings } from './comparison-text.ts'
import { consentOf, describePlan } from './consent.ts'
import { Interruption } from './interruption.ts'
import { type TriedService, tryService } from './tried-service.ts'

/** What the flags of `sandpit doctor` say. */
export interface DoctorFlags {
  readonly yes?: true
  readonly json?: true
}

/**
 * Checks the machine and, with a key, compares the service with the emulator. What fails or is left
 * behind makes the exit code 1; a difference does not.
 */
export async function runDoctor(flags: DoctorFlags, folder: string = process.cwd()): Promise<void> {
  const credentials = hostedCredentials(process.env)
  const consent = credentials === undefined ? undefined : consentOf(flags)
  const machine = await checkMachine(folder)
  if (flags.json !== true) process.stdout.write(describeMachine(machine))
  // To who asked for JSON, stderr holds errors alone.
  const say = (text: string): void => void (flags.json === true || process.stderr.write(text))
  if (machine.some(({ result }) => result === 'failed')) process.exitCode = 1
  const comparison =
    credentials === undefined || consent === undefined
      ? null
      : await compareWithEmulator(credentials, consent, say)
  if (flags.json === true) {
    process.stdout.write(`${JSON.stringify({ machine, comparison }, null, 2)}\n`)
  } else if (comparison !== null) {
    process.stdout.write(`\n${describeComparison(comparison, comparison)}`)
  }
}

type Credentials = NonNullable<ReturnType<typeof hostedCredentials>>

/** Null where it was not allowed, or came to nothing, which was told then. */
async function compareWithEmulator(
  credentials: Credentials,
  mayCall: () => Promise<boolean>,
  say: (text: string) => void,
): Promise<(Comparison & Surroundings) | null> {
  const emulator = await tryEmulator()
  using interruption = new Interruption(say)
  const trial = new Trial({ ...credentials, signal: interruption.signal })
  say(describePlan(trial, emulator))
  if (!(await mayCall())) {
    say('The service was not called.\n')
    return null
  }
  const service = await tryService(trial)
  reportEnd(service, trial.runId)
  if (service.stopped !== undefined) return null
  return { ...surroundings(credentials), ...compareServices(service, emulator) }
}

async function tryEmulator(): Promise<TriedService> {
  await using emulator = await startEmulator()
  const { apiKey, url: baseUrl } = emulator
  return await tryService(new Trial({ apiKey, baseUrl }))
}

/** What is not in the comparison: why there is none, and what to do about what was left. */
function reportEnd({ stopped, end }: TriedService, runId: string): void {
  const left = describeLeft(end.left ?? null)
  if (stopped?.code === 'aborted') {
    reportFailure(new SandpitError('aborted', `interrupted. ${left}`))
    process.exitCode = 130
  } else if (stopped !== undefined) reportFailure(stopped)
  if (end.left === 0) return
  for (const failure of end.failures) reportFailure(failure)
  reportFailure(
    new SandpitError(
      'release_failed',
      `${left} Look with \`npx -y @sandpit/cli ls\`, and give it back with \`npx -y @sandpit/cli sweep --run ${runId}\`.`,
    ),
  )
}

function surroundings({ baseUrl }: Credentials): Surroundings {
  const { hostname } = new URL(baseUrl)
  const isPublic = /(^|\.)klavis\.ai$/.test(hostname)
  return {
    sandpit: ownManifest().version,
    node: process.versions.node,
    system: `${process.platform} ${process.arch}`,
    service: isPublic ? hostname : 'A service at another address',
  }
}
