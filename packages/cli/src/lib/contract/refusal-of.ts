import { SandpitError } from '@sandpit/client/errors'

/** What a call was refused with; `undefined` where it was not. */
export async function refusalOf(call: Promise<unknown>): Promise<SandpitError | undefined> {
  try {
    await call
    return undefined
  } catch (error) {
    return SandpitError.from(error)
  }
}
