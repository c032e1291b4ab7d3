import { listHeld } from '@sandpit/lease/sweep'
import { failed, type MachineCheck, passed } from './machine-check.ts'

const check = 'leftovers'

/** Whether earlier runs left sandboxes taken, by the journals on this machine. */
export async function checkLeftovers(runs?: string): Promise<MachineCheck> {
  const { sandboxes, problems } = await listHeld({ credentials: undefined, folder: runs })
  const [problem] = problems
  if (problem !== undefined) return failed(check, 'a journal cannot be read', problem.message)
  const left = sandboxes.filter(({ life }) => life === 'dead')
  const alive = sandboxes.length - left.length
  if (left.length > 0) {
    const held = left.length === 1 ? 'a sandbox' : `${left.length} sandboxes`
    return failed(
      check,
      `dead runs hold ${held}`,
      'npx -y @sandpit/cli ls shows them, and sweep instead of ls gives them back',
    )
  }
  return passed(check, alive === 0 ? 'none' : `none; runs that are alive hold ${alive}`)
}
