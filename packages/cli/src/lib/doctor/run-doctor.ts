import { checkMachine } from '../machine/check-machine.ts'
import { describeMachine } from '../machine/machine-text.ts'

/** What the flags of `sandpit doctor` say. */
export interface DoctorFlags {
  readonly json?: true
}

/** Checks the machine; a check that fails makes the exit code 1. */
export async function runDoctor(
  { json }: DoctorFlags,
  folder: string = process.cwd(),
): Promise<void> {
  const machine = await checkMachine(folder)
  const text = json
    ? `${JSON.stringify({ machine: machine }, null, 2)}\n`
    : describeMachine(machine)
  process.stdout.write(text)
  if (machine.some(({ result }) => result === 'failed')) process.exitCode = 1
}
