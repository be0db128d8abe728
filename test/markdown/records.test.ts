import {symlink} from 'node:fs/promises'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {readDocs, readRecords, sightOf} from '../../src/markdown/index.ts'
import {project} from './read.ts'

const list = `# Launch

## Data

- [ ] A restore was rehearsed
- [ ] Runbooks are there:
  - [ ] Rollback: [page](rollback.md)
  - [ ] On call
`
const rollback = '# Rollback\n\nPut the last release back.\n'
const fields = {
  kind: 'attestation',
  item: 'data/restore-rehearsed',
  text: 'A restore was rehearsed',
  context: 'Data',
  environments: '[production]',
  says: 'met',
  by: 'ines.o',
  on: '2026-11-01',
  renew_every: '180d',
}
const waiver = {
  kind: 'waiver',
  item: 'data/runbooks-there',
  text: '"Runbooks are there:"',
  covers: 'item',
  environments: '[production]',
  reason: 'Written next week',
  owner: 'platform',
  approver: 'lena.b',
  until: '2026-12-01',
}
const decision = {kind: 'decision', environment: 'production', decision: 'go', by: 'lena.b', on: '2026-11-24'}

/** A record of these fields; null leaves one out. */
function record(base: Record<string, string>, more: Record<string, string | null> = {}, body = ''): string {
  const lines = Object.entries({...base, ...more}).flatMap(([key, value]) => (value === null ? [] : `${key}: ${value}`))
  return `---\n${lines.join('\n')}\n---\n${body}`
}

async function read(records: Record<string, string>, more: Record<string, string> = {}) {
  const files = Object.fromEntries(Object.entries(records).map(([name, text]) => [`docs/records/${name}`, text]))
  const root = await project({'docs/launch.md': list, 'docs/rollback.md': rollback, ...more, ...files})
  const {checklists, problems} = await readDocs({root, docs: 'docs', checklists: ['docs/launch.md']})
  return {root, docs: problems, checklists, ...(await readRecords({root, docs: 'docs', checklists}))}
}

const one = (text: string) => read({'a.md': text})
const told = ({problems}: Awaited<ReturnType<typeof read>>) =>
  problems.map(({slug, at, message}) => `${slug} ${at?.line}:${at?.column} ${message}`)

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

describe('a record that is not valid counts for nothing, and says where', () => {
  const rows: [says: string, text: string, told: string][] = [
    ['no front matter', '# Yes\n', '1:1 Unexpected page without front matter'],
    ['code for front matter', '---js\nmodule.exports = {}\n---\n', '1:1 Unexpected `js` after `---`'],
    ['no YAML', '---\nkind: [\n---\n', '3:1 Unexpected YAML'],
    ['no kind', record(fields, {kind: null}), '2:1 Unexpected front matter without `kind`, expected `attestation`'],
    [
      'another kind',
      record(fields, {kind: 'attestatoin'}),
      '2:7 Unexpected kind `attestatoin` of a record, did you mean',
    ],
    ['an unknown key', record(fields, {enviroments: '[a]'}), '11:1 Unexpected key `enviroments`, expected'],
    [
      'a misspelled key',
      record(fields, {renew_every: null, renew_evry: '1d'}),
      '10:1 Unexpected key `renew_evry`, did you mean `renew_every`?',
    ],
    ['a key of another kind', record(fields, {approver: 'tom.w'}), '11:1 Unexpected key `approver`'],
    ['an empty value', record(fields, {by: ''}), '8:5 Unexpected nothing at `by`'],
    [
      'a date without a zone',
      record(fields, {on: '2026-11-01T10:00:00'}),
      '9:5 Unexpected `2026-11-01T10:00:00` at `on`, expected a day',
    ],
    [
      'a day that is none',
      record(fields, {until: '2026-02-30'}),
      '11:8 Unexpected `2026-02-30` at `until`, expected a day',
    ],
    [
      'a span that is none',
      record(fields, {renew_every: 'often'}),
      '10:14 Unexpected `often` at `renew_every`, expected a span',
    ],
    [
      'neither end nor span',
      record(fields, {renew_every: null}),
      '2:1 Unexpected a map, expected `until` or `renew_every`',
    ],
    ['no environment', record(fields, {environments: '[]'}), '6:15 Unexpected a list at `environments`'],
    [
      'one environment that is no list',
      record(fields, {environments: 'production'}),
      '6:15 Unexpected `production` at `environments`, expected a list',
    ],
    ['no tenant', record(fields, {tenants: '[]'}), '11:10 Unexpected a list at `tenants`'],
    [
      'another meaning',
      record(fields, {says: 'maybe'}),
      '7:7 Unexpected `maybe` at `says`, expected `met` or `not-applicable`',
    ],
    [
      'a page without hash',
      record(fields, {sees: '[{path: docs/rollback.md}]'}),
      '11:8 Unexpected map without `sees[0].sha256`',
    ],
    [
      'a hash that is none',
      record(fields, {sees: '[{path: docs/rollback.md, sha256: abc}]'}),
      '11:41 Unexpected `abc` at `sees[0].sha256`, expected 64 hex digits',
    ],
    [
      'a page outside',
      record(fields, {sees: `[{path: ../x.md, sha256: ${'0'.repeat(64)}}]`}),
      '11:15 Unexpected `../x.md` at `sees[0].path`, expected a path from the project root',
    ],
    [
      'a subtree without items',
      record(waiver, {covers: 'subtree'}),
      '2:1 Unexpected a map, expected `items` with `covers: subtree`',
    ],
    [
      'items without a subtree',
      record(waiver, {items: '[{item: a, text: b}]'}),
      '2:1 Unexpected a map, expected `items` with `covers: subtree`',
    ],
    ['another decision', record(decision, {decision: 'maybe'}), '4:11 Unexpected `maybe` at `decision`'],
    ...['item', 'text', 'context', 'environments', 'says', 'by', 'on'].map((key): [string, string, string] => [
      `no ${key}`,
      record(fields, {[key]: null}),
      `2:1 Unexpected map without \`${key}\``,
    ]),
    ...['item', 'text', 'covers', 'environments', 'reason', 'owner', 'approver', 'until'].map(
      (key): [string, string, string] => [
        `a waiver without ${key}`,
        record(waiver, {[key]: null}),
        `2:1 Unexpected map without \`${key}\``,
      ],
    ),
    ...['environment', 'decision', 'by', 'on'].map((key): [string, string, string] => [
      `a decision without ${key}`,
      record(decision, {[key]: null}),
      `2:1 Unexpected map without \`${key}\``,
    ]),
  ]
  it.each(rows)('%s', async (_, text, message) => {
    const found = await one(text)
    expect(found.records).toEqual([])
    expect(found.problems.map(({slug}) => slug)).toEqual(['record'])
    expect(told(found)[0]).toContain(`record ${message}`)
    // As a page of the site it is read too, and stops nothing there.
    const {problems} = await readDocs({root: found.root, docs: 'docs', checklists: ['docs/launch.md']})
    expect(problems).toEqual([])
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
      {slug: 'ambiguous-item', at: {line: 3}, also: [{line: 7}, {line: 9}]},
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
