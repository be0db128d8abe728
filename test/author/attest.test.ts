import {readdir, readFile} from 'node:fs/promises'
import path from 'node:path'
import {describe, expect, it} from 'vitest'
import {attest, lastWord, writeRecord} from '../../src/author/index.ts'
import {readDocs, readRecords} from '../../src/markdown/index.ts'
import {changesSince, type Named, Names} from '../../src/model/index.ts'
import {corpus} from '../markdown/read.ts'
import {attestIn, folderOf, named, readAll} from './world.ts'

const word = {
  docs: 'docs',
  binding: null,
  environments: ['production'],
  tenants: null,
  says: 'met' as const,
  by: 'ines.o',
  on: '2026-11-20',
  until: null,
  renewEvery: '180d',
  release: null,
  note: '',
}
const launch = '# Launch\n\n## Recovery\n\n- [ ] A restore was rehearsed\n- [ ] Look: [page](page.md)\n'
const files = {
  'proofmark.yaml': 'docs: docs\nchecklists: [docs/launch.md]\nenvironments: {production: {}}\n',
  'docs/launch.md': launch,
}

/** The own texts of the items above an item, outermost first. */
function around({checklist, item}: Named): string[] {
  const parent = checklist.items.find(({id}) => id === item.parent)
  return parent === undefined ? [] : [...around({checklist, item: parent}), parent.own]
}

describe('a record', () => {
  it('of any item is read back as it was meant', async () => {
    const pages = await corpus()
    const root = await folderOf(Object.fromEntries(pages.map(([name, text]) => [`docs/${name}`, text])))
    const {checklists} = await readDocs({root, docs: 'docs', checklists: pages.map(([name]) => `docs/${name}`)})
    const named = checklists.flatMap((checklist) =>
      checklist.items.filter(({duplicate}) => !duplicate).map((item) => ({checklist, item})),
    )
    const files = new Map<string, Named>()
    for (const {checklist, item} of named) {
      const links = item.links.filter(({dead}) => !dead)
      const record = await attest({...word, root, checklists, named: {checklist, item: {...item, links}}})
      files.set(await writeRecord(root, record), {checklist, item})
    }
    const {records, problems} = await readRecords({root, docs: 'docs', checklists})
    expect(problems).toEqual([])
    const stated = records.filter((record) => record.kind === 'attestation')
    expect(stated.length).toBe(named.length)
    expect(stated.length).toBeGreaterThan(50)
    const names = new Names(checklists)
    for (const record of stated) {
      const meant = files.get(record.at.file)
      const found = names.find(record.item, null)
      expect('item' in found && found.item).toEqual(meant)
      if (meant !== undefined) expect(changesSince(record, meant.item, around(meant))).toEqual([])
    }
  })

  it('holds what was given, and says of pages what they are', async () => {
    const root = await folderOf({...files, 'docs/page.md': '# Page\n'})
    const file = await attestIn(root, 'recovery/page', {
      environments: ['production', 'staging'],
      tenants: ['acme'],
      says: 'not-applicable',
      by: 'Ines: "O"',
      until: '2027-01-01',
      release: '1.10',
      note: '\n---\nSeen *twice*.\n',
    })
    expect(file).toBe('docs/records/2026-11-20-recovery-page-production-staging.md')
    const {records} = await readAll(root)
    const sha256 = expect.stringMatching(/^[0-9a-f]{64}$/)
    expect(records).toEqual([
      {
        kind: 'attestation',
        item: 'recovery/page',
        text: 'Look: page',
        context: 'Recovery',
        environments: ['production', 'staging'],
        tenants: ['acme'],
        says: 'not-applicable',
        by: 'Ines: "O"',
        on: '2026-11-20',
        until: '2027-01-01',
        renewEvery: '180d',
        release: '1.10',
        sees: [{path: 'docs/page.md', sha256, now: sha256}],
        note: '---\nSeen *twice*.',
        at: {file, line: 1, column: 1},
      },
    ])
  })

  it('never takes the place of another, and leaves nothing else behind', async () => {
    const root = await folderOf(files)
    const first = await attestIn(root, 'recovery/restore-rehearsed', {by: 'ines.o'})
    const text = await readFile(path.join(root, first), 'utf8')
    await Promise.all([1, 2].map(() => attestIn(root, 'recovery/restore-rehearsed', {by: 'tom.w'})))
    expect(await readFile(path.join(root, first), 'utf8')).toBe(text)
    const name = '2026-11-20-recovery-restore-rehearsed-production'
    const written = (await readdir(path.join(root, 'docs/records'))).toSorted()
    expect(written).toEqual([`${name}-2.md`, `${name}-3.md`, `${name}.md`])
  })

  it('has a name that every system takes, whatever the item and the environment are called', async () => {
    const list = `# L\n\n- [ ] ${'語'.repeat(40)} <!-- proofmark: ${'語'.repeat(120)} -->\n`
    const root = await folderOf({...files, 'docs/launch.md': list})
    const {checklists} = await readAll(root)
    const item = named(await readAll(root), '語'.repeat(120))
    const {file} = await attest({...word, root, checklists, named: item, environments: ['../..\\a b:c']})
    expect(Buffer.byteLength(path.posix.basename(file))).toBeLessThan(200)
    expect(file).toMatch(/^docs\/records\/2026-11-20-語+\.md$/)
    const odd = named(await readAll(root), '語'.repeat(120))
    const short = {...odd, item: {...odd.item, id: '../a'}}
    const named2 = await attest({...word, root, checklists, named: short, environments: ['../..\\b c:d']})
    expect(named2.file).toBe('docs/records/2026-11-20-..-a-..-..-b-c-d.md')
  })

  it('is not written over a page that is not there', async () => {
    const root = await folderOf(files)
    await expect(attestIn(root, 'recovery/page')).rejects.toThrow(
      'docs/launch.md:6:1 Unexpected page `docs/page.md`, which `recovery/page` leans on',
    )
    expect(await readdir(path.join(root, 'docs'))).not.toContain('records')
  })
})

describe('the last word on an item', () => {
  it('is the newest of an environment, with all that has changed since', async () => {
    const root = await folderOf({...files, 'docs/page.md': '# Page\n'})
    await attestIn(root, 'recovery/page', {on: '2026-11-01', by: 'tom.w'})
    await attestIn(root, 'recovery/page', {on: '2026-11-02', environments: ['staging']})
    const prepared = await readAll(root)
    const item = named(prepared, 'recovery/page')
    const last = (...environments: string[]) => lastWord(item, prepared.checklists, prepared.records, environments)
    expect(last()?.record.on).toBe('2026-11-02')
    expect(last('production')).toMatchObject({record: {on: '2026-11-01', by: 'tom.w'}, changes: []})
    expect(last('nowhere')).toBe(null)
    const reworded = {...item, item: {...item.item, own: 'Look away', path: []}}
    const records = prepared.records.map((record) =>
      record.kind === 'attestation' ? {...record, sees: record.sees.map((page) => ({...page, now: null}))} : record,
    )
    expect(lastWord(reworded, prepared.checklists, records, [])?.changes).toEqual([
      {what: 'the sentence changed', detail: 'was “Look: page”, now “Look away”'},
      {what: 'what the sentence stands under changed', detail: 'was “Recovery”, now “”'},
      {what: 'the page `docs/page.md` went away', detail: null},
    ])
  })
})
