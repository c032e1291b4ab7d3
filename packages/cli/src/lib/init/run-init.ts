import { SandpitError } from '@sandpit/client/errors'
import { type InitPlan, planInit } from './init-plan.ts'
import { type InitQuestions, noQuestions, terminalQuestions } from './init-questions.ts'
import { describeNext, describePlan } from './plan-text.ts'
import { type Project, readProject } from './project.ts'
import { type Runner, type RunnerName, runners, runnersOf } from './runner.ts'
import { writeFiles } from './write-files.ts'

/** What the flags of `sandpit init` say. */
export interface InitFlags {
  readonly yes?: true
  readonly runner?: RunnerName
  readonly json?: true
}

/** Sets a project up, and says what it did and what to do next. */
export async function runInit(flags: InitFlags, folder: string = process.cwd()): Promise<void> {
  const questions = questionsOf(flags)
  const project = readProject(folder)
  const runner = await chosenRunner(project, flags.runner, questions)
  if (runner === undefined) return
  const plan = planInit(project, runner)
  if (flags.json !== true) process.stdout.write(describePlan(plan))
  if (plan.files.length > 0 && !(await questions.mayWrite())) {
    process.stdout.write('Nothing was written.\n')
    return
  }
  writeFiles(folder, plan.files)
  process.stdout.write(flags.json === true ? asJson(plan) : describeNext(plan))
}

function questionsOf({ yes, json }: InitFlags): InitQuestions {
  if (yes) return noQuestions
  if (process.stdin.isTTY && process.stdout.isTTY && json !== true) return terminalQuestions
  throw new SandpitError(
    'configuration',
    'init asks before it writes, and there is no terminal to ask in. Add --yes to write at once.',
  )
}

async function chosenRunner(
  project: Project,
  named: RunnerName | undefined,
  questions: InitQuestions,
): Promise<Runner | undefined> {
  if (named !== undefined) return runners[named]
  const found = runnersOf(project)
  if (found.length === 1) return found[0]
  return questions.chooseRunner(found.length === 0 ? Object.values(runners) : found)
}

function asJson({ runner, files, kept, paste, otherConfigs, next }: InitPlan): string {
  const written = files.map(({ file, change }) => ({ file, change }))
  const result = { runner, written, kept, paste: paste ?? null, otherConfigs, next }
  return `${JSON.stringify(result, null, 2)}\n`
}
