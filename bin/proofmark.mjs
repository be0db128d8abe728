#!/usr/bin/env node
// Plain JavaScript that an old Node can read, so that it can say what it lacks.
const [major, minor] = process.versions.node.split('.').map(Number)

if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`Unexpected Node ${process.versions.node}, expected 22.18 or newer.`)
  process.exitCode = 2
} else {
  const [{enableCompileCache}, {existsSync}] = await Promise.all([import('node:module'), import('node:fs')])
  enableCompileCache()
  const source = new URL('../src/cli/main.ts', import.meta.url)
  await import((existsSync(source) ? source : new URL('../dist/cli.js', import.meta.url)).href)
}
