import { SandpitError } from '@sandpit/client/errors'

/** @throws SandpitError `unsupported` */
export function refuseOldVitest(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major === 5 || (major === 4 && minor >= 1)) return
  throw new SandpitError(
    'unsupported',
    `This is Vitest ${version}; @sandpit/vitest works with Vitest 4.1 and later 4s, and with 5. Run \`npm install -D vitest@5\`, or look for a newer @sandpit/vitest.`,
  )
}
