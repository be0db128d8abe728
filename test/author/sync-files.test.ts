import {chmod, lstat, readdir, readFile, stat, symlink, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {describe, expect, it} from 'vitest'
import {rewriteFiles, sourceOf} from '../../src/author/index.ts'
import {CannotJudge, type Checklist} from '../../src/model/index.ts'
import {edit, folderOf, readAll} from './world.ts'

const bytes = '\uFEFF# L\r\n\r\n- [ ] a 🚀\r\n'
const files = {
  'proofmark.yaml': 'docs: docs\nchecklists: [docs/launch.md]\nenvironments: {production: {}}\n',
  'docs/launch.md': bytes,
}
const ticked = bytes.replace('[ ]', '[x]')
const rewrite = {file: 'docs/launch.md', before: bytes, after: ticked}

async function only(root: string): Promise<Checklist> {
  const [checklist] = (await readAll(root)).checklists
  if (checklist === undefined) throw new Error('expected a checklist')
  return checklist
}

/** The sentence of a refusal. */
async function refusal(act: Promise<unknown>): Promise<string> {
  const error = await act.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof CannotJudge)) throw new Error(`expected a refusal, not ${error}`)
  return error.problems.map(({message}) => message).join('\n')
}

describe('a file', () => {
  it('is written as it is to be, with its mode, and nothing is left beside it', async () => {
    const root = await folderOf(files)
    const file = path.join(root, 'docs/launch.md')
    await chmod(file, 0o640)
    expect(await sourceOf(root, await only(root))).toBe(bytes)
    await rewriteFiles(root, [rewrite])
    expect(await readFile(file)).toEqual(Buffer.from(ticked))
    expect((await stat(file)).mode & 0o777).toBe(0o640)
    expect(await readdir(path.dirname(file))).toEqual(['launch.md'])
  })

  it('behind a link is written where it is, and the link stays one', async () => {
    const root = await folderOf({...files, 'kept/real.md': bytes})
    await symlink('../kept/real.md', path.join(root, 'docs/link.md'))
    await rewriteFiles(root, [{...rewrite, file: 'docs/link.md'}])
    expect(await readFile(path.join(root, 'kept/real.md'), 'utf8')).toBe(ticked)
    expect((await lstat(path.join(root, 'docs/link.md'))).isSymbolicLink()).toBe(true)
    expect(await readdir(path.join(root, 'kept'))).toEqual(['real.md'])
  })

  it('outside of the project, behind a link, is nobody’s to write', async () => {
    const root = await folderOf(files)
    const outside = await folderOf({'notes.md': bytes})
    await symlink(path.join(outside, 'notes.md'), path.join(root, 'docs/link.md'))
    const said = await refusal(rewriteFiles(root, [rewrite, {...rewrite, file: 'docs/link.md'}]))
    expect(said).toContain('Unexpected link `docs/link.md`, which leads out of the project')
    expect(await readFile(path.join(outside, 'notes.md'), 'utf8')).toBe(bytes)
    expect(await readFile(path.join(root, 'docs/launch.md'), 'utf8')).toBe(bytes)
    expect((await readdir(path.join(root, 'docs'))).toSorted()).toEqual(['launch.md', 'link.md'])
  })

  it('that changed meanwhile stays as it is, and so do all others', async () => {
    const root = await folderOf({...files, 'docs/other.md': bytes})
    const checklist = await only(root)
    await edit(root, 'docs/launch.md', 'a ', 'b ')
    const said =
      'Unexpected change of `docs/launch.md` since it was read, expected it to stay meanwhile; run the command again'
    expect(await refusal(sourceOf(root, checklist))).toBe(said)
    expect(await refusal(rewriteFiles(root, [{...rewrite, file: 'docs/other.md'}, rewrite]))).toBe(said)
    expect(await readFile(path.join(root, 'docs/other.md'), 'utf8')).toBe(bytes)
    expect((await readdir(path.join(root, 'docs'))).toSorted()).toEqual(['launch.md', 'other.md'])
  })

  it('that is no UTF-8 could not be given back as it is', async () => {
    const root = await folderOf(files)
    await writeFile(path.join(root, 'docs/launch.md'), Buffer.concat([Buffer.from(bytes), Buffer.from([0xff])]))
    expect(await refusal(sourceOf(root, await only(root)))).toBe(
      'Unexpected bytes in `docs/launch.md` that are no UTF-8, expected a text that can be written back as it is',
    )
  })

  it('that went away is told', async () => {
    const root = await folderOf(files)
    const said = await refusal(rewriteFiles(root, [{...rewrite, file: 'docs/gone.md'}]))
    expect(said).toBe(
      'Unexpected `docs/gone.md`, expected a file that can be written: nothing is there; nothing is written',
    )
  })
})
