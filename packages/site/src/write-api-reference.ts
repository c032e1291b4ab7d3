// Writes the pages of the API reference into docs/api, unless an export lacks what a page needs.
import { join } from 'node:path'
import { readApiReference } from './api-reference.ts'
import { findUndocumented } from './doc-comments.ts'

const root = join(import.meta.dirname, '../../..')
const reference = await readApiReference(root)
const faults = [...findUndocumented(reference.project), ...reference.complaints]
for (const fault of faults) console.error(fault)
if (faults.length > 0) process.exitCode = 1
else await reference.write(join(root, 'docs/api'))
