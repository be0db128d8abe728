// Builds the site over the kept runs.
import {spawnSync} from 'node:child_process'
import path from 'node:path'
import {asked, hand, projectFolder, Stop, step} from './shared.mjs'

await step(() => {
  const cwd = projectFolder()
  const out = path.resolve(cwd, asked('OUT') || '_site')
  const program = asked('PROGRAM') || path.resolve(import.meta.dirname, '../bin/proofmark.mjs')
  const {status} = spawnSync(process.execPath, [program, 'build', `--out=${out}`], {
    cwd,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (status !== 0) throw new Stop('The site could not be built; what stands above says why')
  hand({site: out})
})
