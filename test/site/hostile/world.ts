import {mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import * as z from 'zod'
import {workFolder} from '../../../src/publish/tool.ts'
import {proofmark, service} from '../../cli/proofmark.ts'
import {inLine, writeProject} from './project.ts'
import {answer} from './service.ts'

const words = (index: number): string => inLine[index % inLine.length] ?? ''

/** What people and runs say. */
export const said = {by: words(24), reason: words(62), owner: words(70), approver: words(22), release: words(26)}

/** A hostile project as its team publishes it: attested, waived, run and built by the commands; all of it goes at the end. */
export async function publishHostile(later: (task: () => Promise<void>) => void): Promise<string> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'proofmark-hostile-'))
  later(async () => {
    await rm(workFolder(root), {recursive: true, force: true})
    await rm(root, {recursive: true, force: true})
  })
  await writeProject(root, await service(answer, later))
  const call = async (...args: string[]): Promise<void> => {
    const {code, err} = await proofmark(args, {cwd: root})
    if (code === null || code > 1) throw new Error(`proofmark ${args[0]}: ${err}`)
  }
  const [env, until] = [
    ['--env', 'constructor'],
    ['--until', '2099-12-31'],
  ]
  const by = ['--by', said.by, '--note', inLine.slice(0, 60).join('\n\n').replaceAll('\0', '')]
  await call('attest', 'evidence/answer-4', ...env, ...by, ...until)
  const accepted = ['--reason', said.reason, '--owner', said.owner, '--approver', said.approver]
  await call('waive', 'evidence/answer-0', ...env, ...accepted, ...until)
  await renameRecords(path.join(root, 'docs/records'))
  await call('run')
  await tamper(path.join(root, '.proofmark/runs/constructor'))
  await call('build', '--out', '_site')
  return path.join(root, '_site')
}

/** Anybody may call a record as they like. */
async function renameRecords(folder: string): Promise<void> {
  for (const [index, name] of (await readdir(folder)).entries()) {
    await writeFile(path.join(folder, `"><svg onload=pwn()>-${index}.md`), await readFile(path.join(folder, name)))
    await rm(path.join(folder, name))
  }
}

const Kept = z.looseObject({findings: z.array(z.looseObject({}))})

/** A run file that came from elsewhere, with words that no check of ours would say. */
async function tamper(folder: string): Promise<void> {
  const [name = ''] = (await readdir(folder)).filter((file) => /^\d{4}-.*\.json$/.test(file))
  const file = path.join(folder, name)
  const run = Kept.parse(JSON.parse(await readFile(file, 'utf8')))
  const findings = run.findings.map((finding, index) => ({
    ...finding,
    message: words(index * 5),
    expected: words(index * 5 + 1),
    saw: words(index * 5 + 2),
    next: `\`${words(index * 5 + 3)}\` ${words(index * 5 + 4)}`,
    written: words(index * 5 + 5),
    source: {file: words(index * 5 + 6), line: 1, column: 1},
  }))
  await writeFile(
    file,
    JSON.stringify({
      ...run,
      id: '../../../x<script>pwn()</script>',
      findings,
      service: words(33),
      release: said.release,
      target: words(64),
    }),
  )
}
