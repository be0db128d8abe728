import {execFile} from 'node:child_process'
import {cp, mkdir, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, beforeAll, expect, test} from 'vitest'
import * as z from 'zod'

const repository = fileURLToPath(new URL('../../', import.meta.url))
let folder: string
let installed: string

interface Ended {
  code: number
  out: string
  err: string
}

function run(command: string, args: readonly string[], cwd: string): Promise<Ended> {
  const env = {...process.env, NO_COLOR: '1', COLUMNS: '100', CI: 'true'}
  return new Promise((resolve) => {
    execFile(command, [...args], {cwd, env, maxBuffer: 1e8}, (error, out, err) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
      resolve({code, out, err})
    })
  })
}

/** The package as npm would unpack it below node_modules, with the repository's dependencies beside it. */
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'proofmark-pack-'))
  installed = path.join(folder, 'node_modules/proofmark')
  const packed = await run('npm', ['pack', '--dry-run', '--json'], repository)
  const [{files} = {files: []}] = z
    .array(z.object({files: z.array(z.object({path: z.string()}))}))
    .parse(JSON.parse(packed.out.slice(packed.out.indexOf('['))))
  expect(files.map((file) => file.path)).toContain('dist/cli.js')
  for (const file of files) {
    await mkdir(path.dirname(path.join(installed, file.path)), {recursive: true})
    await cp(path.join(repository, file.path), path.join(installed, file.path))
  }
  await symlink(path.join(repository, 'node_modules'), path.join(installed, 'node_modules'))
  await mkdir(path.join(folder, 'docs'))
  await writeFile(
    path.join(folder, 'docs/checklist.md'),
    '# Launch\n\n- [x] Backups are restored once\n- [ ] See [the plan](plan.md)\n',
  )
}, 120_000)

afterAll(() => rm(folder, {recursive: true, force: true}))

const proofmark = (...args: string[]): Promise<Ended> =>
  run(process.execPath, [path.join(installed, 'bin/proofmark.mjs'), ...args], folder)

test('nothing of the tests, the demo or this repository is in the package', async () => {
  const listed = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], repository)
  expect(listed.out).not.toMatch(/"path": "(test|bench|docs\/recsys|\.ci|src\/cli)\//)
})

test('an installed package judges a checklist without any configuration', async () => {
  const {code, out} = await proofmark('run', 'docs/checklist.md')
  expect(code).toBe(1)
  expect(out).toContain('Backups are restored once')
  expect(out).toContain('NOT MET')
  expect(out).toMatch(/blocked +See the plan/)
})

test('it lists items, and prints its version', async () => {
  const listed = await proofmark('list', 'docs/checklist.md', '--format', 'json')
  expect(listed.code).toBe(0)
  expect(JSON.parse(listed.out).checklists[0].items).toHaveLength(2)
  expect((await proofmark('--version')).out).toMatch(/^(proofmark )?\d+\.\d+\.\d+\n$/)
})
