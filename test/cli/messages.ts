import {mkdir, rm, symlink, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {expect, test} from 'vitest'
import {call, folderOf} from './lint-world.ts'

/** What a person gets to read: where it comes from, the line that was typed, the exit code, and every word of it. */
export type Row = readonly [what: string, spoilt: Spoilt, line: string, code: number, told: string]

/** What is put into the good project: a text, a folder, a link to somewhere, or nothing where something was. */
export type Spoilt = Readonly<Record<string, string | {folder: true} | {link: string} | null>>
export const folder = {folder: true} as const
export const link = (to: string) => ({link: to}) as const

const good = {
  'proofmark.yaml':
    'docs: docs\nchecklists: [l.md]\napprovers: [boss]\nenvironments: {prod: {tenants: [{id: acme}]}, stage: {}}\nclaims_for: prod\n',
  'l.md': '# L\n\n## Access\n\n- [ ] One\n- [ ] Two\n',
  'l.bindings.yaml':
    'items:\n  access/one:\n    owner: me\n    checks:\n      - file: docs/a.md\n  access/two:\n    attest: {question: Who looked?}\n',
  'docs/a.md': '# A\n',
}

/** A project in which nothing is wrong but what is spoilt. */
export async function spoiltProject(spoilt: Spoilt): Promise<string> {
  const cwd = await folderOf(good)
  for (const [file, become] of Object.entries(spoilt)) {
    const target = path.join(cwd, file)
    await rm(target, {recursive: true, force: true})
    if (become === null) continue
    await mkdir(path.dirname(target), {recursive: true})
    if (typeof become === 'string') await writeFile(target, become)
    else if ('link' in become) await symlink(become.link, target)
    else await mkdir(target)
  }
  return cwd
}

// Words of our code and of our libraries, places of this machine, faults of our own, and slips of the pen.
export const wrongWords =
  /undefined|\[object|\bError:|at file:|\/tmp\/|\/home\/|\bE[A-Z]{4,}\b|Invalid input|received|fault of Proofmark|Unexpected Unexpected|Unexpected an? |hunter2|\S {2,}\S/

/** One test for each row: the words as they are, and none of those that nobody should read. */
export function read(rows: readonly Row[]): void {
  test.each(rows)('%s', async (_what, spoilt, line, code, told) => {
    const said = await call(await spoiltProject(spoilt), line.split(' '))
    const problems = said.out.split('\n\nWhat to do\n')[0] ?? ''
    const words = line.startsWith('lint') ? problems : said.err.trimEnd()
    expect([words, said.code]).toEqual([told, code])
    expect(words).not.toMatch(wrongWords)
  })
}
