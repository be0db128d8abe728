import {describe, expect, it} from 'vitest'
import {itemsBelow, type Waiving, waive, whyNotApproved, writeRecord} from '../../src/author/index.ts'
import {edit, folderOf, named, readAll, standsIn} from './world.ts'

const files = {
  'proofmark.yaml':
    'docs: docs\nchecklists: [docs/launch.md]\napprovers: [lena.b]\nenvironments: {production: {}, staging: {}}\n',
  'docs/launch.md': `# Launch

## Recovery

- [ ] Restores are rehearsed:
  - [ ] A restore was *rehearsed*
    - [ ] And written down
  - [ ] Twice
- [ ] Another
`,
}
const head = 'recovery/restores-rehearsed'

/** Writes a waiver, and gives the path of the record. */
async function waiveIn(root: string, id: string, more: Partial<Waiving> = {}): Promise<string> {
  const prepared = await readAll(root)
  const record = waive({
    docs: 'docs',
    checklists: prepared.checklists,
    named: named(prepared, id),
    on: '2026-11-24',
    covers: 'item',
    environments: ['production'],
    tenants: null,
    reason: 'No data yet: “soon”.\nSecond line.',
    owner: 'platform',
    approver: 'Lena.B',
    until: '2026-12-31',
    ...more,
  })
  return writeRecord(root, record)
}

/** Who approved what stands at each of these items. */
async function waivedIn(root: string, ids: readonly string[], environment = 'production') {
  return Promise.all(ids.map(async (id) => (await standsIn(root, id, {environment})).waiver?.approver ?? null))
}

describe('a waiver', () => {
  it('is read back as it was meant, and changes no status', async () => {
    const root = await folderOf(files)
    const before = await standsIn(root, 'recovery/another')
    const file = await waiveIn(root, 'recovery/another')
    expect(file).toBe('docs/records/2026-11-24-waiver-recovery-another-production.md')
    const {records, problems} = await readAll(root)
    expect(problems).toEqual([])
    expect(records).toEqual([
      {
        kind: 'waiver',
        item: 'recovery/another',
        text: 'Another',
        covers: 'item',
        items: [],
        environments: ['production'],
        tenants: null,
        reason: 'No data yet: “soon”.\nSecond line.',
        owner: 'platform',
        approver: 'Lena.B',
        until: '2026-12-31',
        at: {file, line: 1, column: 1},
      },
    ])
    const after = await standsIn(root, 'recovery/another')
    expect(after.own).toEqual(before.own)
    expect([before.waiver, after.waiver?.until]).toEqual([null, '2026-12-31'])
    expect((await standsIn(root, 'recovery/another', {environment: 'staging'})).waiver).toBe(null)
  })

  it('of a subtree covers what stands below, as it stands', async () => {
    const root = await folderOf(files)
    const below = ['recovery/restore-rehearsed', 'recovery/written-down', 'recovery/twice']
    expect(itemsBelow(named(await readAll(root), head)).map(({id}) => id)).toEqual(below)
    await waiveIn(root, head, {covers: 'subtree'})
    expect(await waivedIn(root, [head, ...below, 'recovery/another'])).toEqual([...Array(4).fill('Lena.B'), null])
    await edit(root, 'docs/launch.md', 'written down', 'written down by the one who did it')
    await edit(root, 'docs/launch.md', '  - [ ] Twice\n', '  - [ ] Twice\n  - [ ] Thrice\n')
    const now = [
      head,
      'recovery/restore-rehearsed',
      'recovery/written-down-one-who',
      'recovery/twice',
      'recovery/thrice',
    ]
    expect(await waivedIn(root, now)).toEqual(['Lena.B', 'Lena.B', null, 'Lena.B', null])
  })
})

describe('who may accept', () => {
  const list = '`approvers` in `proofmark.yaml`'
  const rows: [
    says: string,
    owner: string | null,
    approver: string | null,
    approvers: string[],
    fault: string | null,
  ][] = [
    ['one who is listed', 'a', 'Lena.B', ['lena.b'], null],
    ['not yet known', null, null, ['lena.b'], null],
    [
      'nobody is listed',
      'a',
      null,
      [],
      `Unexpected waiver, since ${list} lists nobody, expected it to name who may accept one`,
    ],
    [
      'the owner',
      'Lena.B',
      'lena.b',
      ['lena.b'],
      'Unexpected approver `lena.b`, who is the owner too, expected another person: nobody accepts what they are to mend',
    ],
    [
      'one who is nearly listed',
      'a',
      'lena',
      ['lena.b', 'tom.w'],
      `Unexpected approver \`lena\`, whom ${list} does not list, did you mean \`lena.b\`?`,
    ],
    [
      'one who is not listed',
      'a',
      'ines.o',
      ['lena.b', 'tom.w'],
      `Unexpected approver \`ines.o\`, whom ${list} does not list, expected \`lena.b\` or \`tom.w\``,
    ],
  ]
  it.each(rows)('%s', (_, owner, approver, approvers, fault) => {
    expect(whyNotApproved(owner, approver, approvers)).toBe(fault)
  })
})
