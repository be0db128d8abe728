import {describe, expect, it} from 'vitest'
import {readDocs} from '../../src/markdown/index.ts'
import {decision, fields, one, record, told, waiver} from './records.ts'

describe('a record that is not valid counts for nothing, and says where', () => {
  const rows: [says: string, text: string, told: string][] = [
    ['no front matter', '# Yes\n', '1:1 Unexpected page without front matter'],
    ['code for front matter', '---js\nmodule.exports = {}\n---\n', '1:1 Unexpected `js` after `---`'],
    ['no YAML', '---\nkind: [\n---\n', '3:1 Unexpected end of a list in brackets, expected `]` behind it'],
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
      '2:1 Unexpected attestation without an end, expected `until` or `renew_every`',
    ],
    ['no environment', record(fields, {environments: '[]'}), '6:15 Unexpected empty list at `environments`'],
    [
      'one environment that is no list',
      record(fields, {environments: 'production'}),
      '6:15 Unexpected `production` at `environments`, expected a list',
    ],
    ['no tenant', record(fields, {tenants: '[]'}), '11:10 Unexpected empty list at `tenants`'],
    [
      'another meaning',
      record(fields, {says: 'maybe'}),
      '7:7 Unexpected `maybe` at `says`, expected `met` or `not-applicable`',
    ],
    ['an item that is no id', record(fields, {item: 'x'.repeat(5000)}), '3:7 Unexpected `xxx'],
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
      '2:1 Unexpected `covers: subtree` without `items`, expected the items below that it covers',
    ],
    [
      'items without a subtree',
      record(waiver, {items: '[{item: a, text: b}]'}),
      '2:1 Unexpected `items` with `covers: item`, expected `covers: subtree`',
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
