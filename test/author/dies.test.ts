import {rm} from 'node:fs/promises'
import path from 'node:path'
import {describe, expect, it, test} from 'vitest'
import {attestIn, edit, folderOf, readAll, standsIn} from './world.ts'

const list = `# Launch

## 1. Recovery

- [ ] Restores are rehearsed: <!-- proofmark: restores -->
  - [ ] Somebody followed the page: [Restore](restore.md) <!-- proofmark: followed -->
  - [ ] It took less than four hours
`
const page = `# Restore

Take the backup of the night, as \`restore.sh\` does.
`
const files = {
  'proofmark.yaml': 'docs: docs\nchecklists: [docs/launch.md]\nenvironments:\n  production: {}\n  staging: {}\n',
  'docs/launch.md': list,
  'docs/restore.md': page,
  'docs/launch.bindings.yaml': 'items:\n  followed:\n    attest: {question: Who followed it?}\n',
}

const pinned = 'followed'
const derived = 'recovery/took-less-than-four'
const attested = async (id: string, more = {}) => {
  const root = await folderOf(files)
  await attestIn(root, id, more)
  return root
}

describe('a person’s word', () => {
  it('makes an item pass that leans on nothing else, and is shown', async () => {
    const root = await attested(derived)
    expect(await standsIn(root, derived)).toEqual({
      own: {status: 'pass', reason: null, because: ''},
      attestation: {
        by: 'ines.o',
        on: '2026-11-20',
        until: '2027-05-19T23:59:59.999Z',
        at: {file: 'docs/records/2026-11-20-recovery-took-less-than-four-production.md', line: 1, column: 1},
      },
      waiver: null,
      problems: [],
    })
  })

  const causes: [cause: string, act: (root: string) => Promise<unknown>, reason: string, because: string][] = [
    [
      'its sentence is edited',
      (root) => edit(root, 'docs/launch.md', 'Somebody followed', 'Nobody followed'),
      'void',
      'the sentence changed after ines.o attested it on 20 Nov 2026: was “Somebody followed the page: Restore”, now “Nobody followed the page: Restore”',
    ],
    [
      'the sentence around it is edited',
      (root) => edit(root, 'docs/launch.md', 'are rehearsed', 'are planned'),
      'void',
      'what the sentence stands under changed after ines.o attested it on 20 Nov 2026: was “Restores are rehearsed: › Recovery”, now “Restores are planned: › Recovery”',
    ],
    [
      'its heading is edited',
      (root) => edit(root, 'docs/launch.md', '1. Recovery', '1. Ideas'),
      'void',
      'what the sentence stands under changed after ines.o attested it on 20 Nov 2026: was “Restores are rehearsed: › Recovery”, now “Restores are rehearsed: › Ideas”',
    ],
    [
      'the page that was seen is edited',
      (root) => edit(root, 'docs/restore.md', 'of the night', 'of the week'),
      'void',
      'the page `docs/restore.md` changed after ines.o attested it on 20 Nov 2026',
    ],
    [
      'the page that was seen is deleted',
      (root) => rm(path.join(root, 'docs/restore.md')),
      'void',
      'the page `docs/restore.md` went away after ines.o attested it on 20 Nov 2026',
    ],
    [
      'another page must be seen',
      (root) => edit(root, 'docs/launch.bindings.yaml', 'it?}', 'it?, sees: [docs/restore.md, docs/plan.md]}'),
      'void',
      'the page `docs/plan.md` must be seen too, which ines.o did not list on 20 Nov 2026',
    ],
    [
      'the binding wants it newer',
      (root) => edit(root, 'docs/launch.bindings.yaml', 'it?}', 'it?, renew_every: 2d}'),
      'expired',
      'the attestation of ines.o expired on 22 Nov 2026, 23:59 UTC',
    ],
  ]
  it.each(causes)('dies when %s', async (_, act, reason, because) => {
    const root = await attested(pinned)
    expect((await standsIn(root, pinned)).own?.status).toBe('pass')
    await act(root)
    expect((await standsIn(root, pinned)).own).toEqual({status: 'blocked', reason, because})
  })

  it('dies when time has passed', async () => {
    const root = await attested(pinned, {until: '2026-12-01'})
    expect((await standsIn(root, pinned, {at: new Date('2026-12-01T23:59:59Z')})).own?.status).toBe('pass')
    expect((await standsIn(root, pinned, {at: new Date('2026-12-02T00:00:00Z')})).own).toEqual({
      status: 'blocked',
      reason: 'expired',
      because: 'the attestation of ines.o expired on 1 Dec 2026, 23:59 UTC',
    })
  })

  it('dies when the release that it names is gone', async () => {
    const root = await attested(pinned, {release: '1.4.0'})
    expect((await standsIn(root, pinned, {release: '1.4.0'})).own?.status).toBe('pass')
    expect((await standsIn(root, pinned, {release: '1.5.0'})).own).toEqual({
      status: 'blocked',
      reason: 'void',
      because: 'the release changed: ines.o attested `1.4.0`, now `1.5.0`',
    })
    expect((await standsIn(root, pinned)).own?.because).toBe(
      'the release changed: ines.o attested `1.4.0`, and no run has seen which one runs now',
    )
  })

  it('counts in no environment that it does not name', async () => {
    const root = await attested(pinned, {environments: ['staging'], on: '2026-11-02'})
    expect((await standsIn(root, pinned, {environment: 'staging'})).own?.status).toBe('pass')
    expect((await standsIn(root, pinned)).own).toEqual({
      status: 'blocked',
      reason: 'missing',
      because: "no attestation for production; staging's of 2 Nov 2026 does not count here",
    })
  })

  it('goes with an id that the edit changes: nothing is bound, and the record names nothing', async () => {
    const root = await attested(derived)
    await edit(root, 'docs/launch.md', 'It took less than four hours', 'It took less than two hours')
    const {own, problems} = await standsIn(root, 'recovery/took-less-than-two')
    expect(own).toMatchObject({status: 'blocked', reason: 'unbound'})
    expect(problems).toMatchObject([
      {
        slug: 'unknown-item',
        at: {file: 'docs/records/2026-11-20-recovery-took-less-than-four-production.md', line: 4},
        message: expect.stringContaining('did you mean `recovery/took-less-than-two`?'),
      },
    ])
  })

  it('outlives what changes no meaning', async () => {
    const root = await attested(pinned)
    await attestIn(root, derived)
    await edit(root, 'docs/launch.md', '[ ] Somebody followed the', '[x] *Somebody* __followed__ the\n    ')
    await edit(root, 'docs/launch.md', '## 1. Recovery', '## 7. Recovery')
    await edit(root, 'docs/launch.md', '  - [ ] It took', '  - [ ] A neighbour\n  - [x] It took')
    await edit(root, 'docs/restore.md', '# Restore\n', '---\ntitle: Restore\n---\n\nRestore\n=======\n')
    await edit(root, 'docs/restore.md', 'Take the backup', 'Take the **backup**\n')
    for (const id of [pinned, derived]) expect((await standsIn(root, id)).own?.status).toBe('pass')
    expect((await readAll(root)).problems).toEqual([])
  })
})

test('several words: any live one counts, and the newest is shown', async () => {
  const root = await attested(pinned, {until: '2026-11-21'})
  await attestIn(root, pinned, {by: 'tom.w', on: '2026-11-10'})
  expect((await standsIn(root, pinned)).attestation?.by).toBe('tom.w')
})
