#!/usr/bin/env node
// Everything else is loaded by this file alone, so that an old Node is told so and does not fail
// over what it has not got.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major > 22 || (major === 22 && minor >= 19)) {
  const { main } = await import('../dist/index.js')
  await main(process.argv)
} else {
  process.stderr.write(
    `sandpit: This is Node ${process.versions.node}; Sandpit works with Node 22.19 and later. Install a newer Node, or run with one: npx -p node@24 sandpit ...\n`,
  )
  process.exitCode = 1
}
