import {symlink} from 'node:fs/promises'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {readRecords, sightOf} from '../../src/markdown/index.ts'
import {project} from './read.ts'
import {decision, fields, list, one, read, record, rollback, told, waiver} from './records.ts'

const at = (file: string) => ({file, line: 1, column: 1})

describe('what people stated', () => {
  it('is read with its defaults, wherever it stands below the folder, and its body is the note', async () => {
    const {records, problems} = await read({
      'a.md': record(fields, {}, '\nFrom the backup of Sunday.\n\n- it took 4 h\n'),
      '2026/q4/b.md': record(waiver),
      'c.md': record(decision, {conditions: 'Watch the queue', title: 'Go'}),
    })
    expect(problems).toEqual([])
    expect(records).toEqual([
      {
        ...waiver,
        text: 'Runbooks are there:',
        environments: ['production'],
        tenants: null,
        items: [],
        at: at('docs/records/2026/q4/b.md'),
      },
      {
        kind: 'attestation',
        item: 'data/restore-rehearsed',
        text: 'A restore was rehearsed',
        context: 'Data',
        environments: ['production'],
        tenants: null,
        says: 'met',
        by: 'ines.o',
        on: '2026-11-01',
        until: null,
        renewEvery: '180d',
        release: null,
        sees: [],
        note: 'From the backup of Sunday.\n\n- it took 4 h',
        at: at('docs/records/a.md'),
      },
      {...decision, conditions: 'Watch the queue', at: at('docs/records/c.md')},
    ])
  })

  it('lists what a subtree covers, and takes text as it is written', async () => {
    const items = '\n  - {item: data/rollback, text: "Rollback: page"}\n  - {item: data/call, text: On call}'
    const {records, problems} = await read({
      'a.md': record(fields, {by: '007', release: '1.10', context: '""', until: '2026-12-01T10:00:00+01:00'}),
      'b.md': record(waiver, {covers: 'subtree', items}),
    })
    expect(problems).toEqual([])
    expect(records).toMatchObject([
      {by: '007', release: '1.10', context: '', until: '2026-12-01T10:00:00+01:00'},
      {items: [{item: 'data/rollback'}, {item: 'data/call', text: 'On call'}]},
    ])
  })

  it('is nothing where there is no folder, no docs, or only a page about it', async () => {
    const root = await project({'docs/a.md': '# A\n'})
    const nothing = {records: [], problems: []}
    expect(await readRecords({root, docs: 'docs', checklists: []})).toEqual(nothing)
    expect(await readRecords({root, docs: null, checklists: []})).toEqual(nothing)
    expect(await read({'index.md': '# Records\n', 'README.md': '# Records\n'})).toMatchObject(nothing)
  })

  it('goes on after one that is not valid', async () => {
    const {records, problems} = await read({'a.md': 'No record\n', 'b.md': record(fields)})
    expect(records).toHaveLength(1)
    expect(problems).toMatchObject([{slug: 'record', at: {file: 'docs/records/a.md', line: 1}}])
  })
})

describe('the item of a record', () => {
  it('that no checklist has is told with the nearest ids', async () => {
    const found = await one(record(fields, {item: 'data/restore-rehearsd'}))
    expect(told(found)).toEqual([
      'unknown-item 3:7 Unexpected item `data/restore-rehearsd` in a record, which no checklist has, did you mean `data/restore-rehearsed`?',
    ])
    const below = record(waiver, {covers: 'subtree', items: '[{item: data/none, text: None}]'})
    expect(told(await one(below))[0]).toMatch(/^unknown-item 3:7 Unexpected item `data\/none`/)
  })

  it('may be any form that names one, and is told where it names several', async () => {
    const twice = `${list}- [ ] Look at [the page](rollback.md)\n`
    const named = (item: string, text = list) => read({'a.md': record(fields, {item})}, {'docs/launch.md': text})
    expect((await named('launch:data/rollback')).problems).toEqual([])
    expect((await named('data/runbooks-there/rollback')).problems).toEqual([])
    expect((await named('data/rollback', twice)).problems).toMatchObject([
      {
        slug: 'record',
        message: expect.stringMatching(/^Unexpected name `data\/rollback` in a record, which fits 2 items, expected `/),
        at: {line: 3},
        also: [{line: 7}, {line: 9}],
      },
    ])
  })
})

describe('the pages that a person saw', () => {
  const sees = (path: string, sha256: string) => record(fields, {sees: `[{path: ${path}, sha256: ${sha256}}]`})
  const seen = async (path: string) => (await one(sees(path, sightOf(rollback)))).records

  it('carry what they say today', async () => {
    const [now, gone] = [await seen('docs/rollback.md'), await seen('docs/gone.md')]
    expect(now).toMatchObject([{sees: [{path: 'docs/rollback.md', sha256: sightOf(rollback), now: sightOf(rollback)}]}])
    expect(gone).toMatchObject([{sees: [{now: null}]}])
  })

  it('are not looked for outside of the project', async () => {
    const {root, checklists} = await one(sees('docs/link.md', sightOf(rollback)))
    const outside = await project({'x.md': rollback})
    await symlink(join(outside, 'x.md'), join(root, 'docs/link.md'))
    expect((await readRecords({root, docs: 'docs', checklists})).records).toMatchObject([{sees: [{now: null}]}])
  })
})
