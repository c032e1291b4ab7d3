import type { InitPlan } from './init-plan.ts'

/** What `init` is about to do. */
export function describePlan({ files, kept, paste }: InitPlan): string {
  return lines([
    ...files.map(({ file, change }) => `${change === 'new' ? 'new   ' : 'edited'}  ${file}`),
    ...kept.map((file) => `as is   ${file}`),
    ...(paste === undefined
      ? []
      : [
          '',
          `${paste.file} is left alone: it ${paste.why}. Put this into it:`,
          '',
          indented(paste.text),
        ]),
  ])
}

/** What is left to do when it is done. */
export function describeNext({ otherConfigs, next }: InitPlan): string {
  return lines([
    ...(otherConfigs.length === 0
      ? []
      : [
          '',
          `These projects have configs of their own, which want the line too: ${otherConfigs.join(', ')}`,
        ]),
    '',
    'Next:',
    ...next.map((command) => `  ${command}`),
    '',
    'The test runs on an emulator; with KLAVIS_API_KEY set, on the hosted service.',
  ])
}

function indented(text: string): string {
  return text.trimEnd().replaceAll(/^(?=.)/gm, '  ')
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('')
}
