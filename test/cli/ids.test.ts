import {chmod, readdir, readFile, stat, symlink, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {describe, expect, test} from 'vitest'
import {IdsReport} from '../../src/model/index.ts'
import {call, folderOf} from './lint-world.ts'

const checklist = `# Launch

## Access

- [ ] Admin routes reject callers without a role
- [ ] AC-1: Backups are taken each night
- [x] Debug headers are off in production (\`DEBUG_HEADERS\`) <!-- proofmark: access/debug -->
`
const bindings = `# ours
items:
  access/admin-routes-refuse-callers: # who
    text: Admin routes refuse callers without a role
    owner:   Identity
  access/debug:
    text: Debug headers are never on (\`DEBUG_HEADERS\`)
    owner: Platform
`
const record = `---
kind: attestation
item: access/backups-taken-every-night
text: Backups are taken every night
context: Access
environments: [production]
says: met
by: ines.o
on: 2026-11-20
renew_every: 180d
---
`
const pack = `items:
  access/backups-taken-each-night:
    text: [own:00000000000000000000000000000000]
    owner: Data
`
const files = {
  'proofmark.yaml': 'docs: docs\nchecklists: [docs/launch.md]\nenvironments: {production: {}}\n',
  'docs/launch.md': checklist,
  'docs/launch.bindings.yaml': bindings,
  'docs/records/one.md': record,
}
const read = (cwd: string, file = 'docs/launch.md'): Promise<string> => readFile(path.join(cwd, file), 'utf8')
const old = 'access/admin-routes-refuse-callers'
const now = 'access/admin-routes-reject-callers'

/** Every file of a project with its text. */
async function all(cwd: string): Promise<Record<string, string>> {
  const names = await readdir(cwd, {recursive: true, withFileTypes: true})
  const found = names.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
  return Object.fromEntries(await Promise.all(found.sort().map(async (file) => [file, await readFile(file, 'utf8')])))
}

describe('proofmark ids', () => {
  test('lists every item with where its id comes from, and reworded ones with what they may be', async () => {
    const cwd = await folderOf(files)
    const {code, out, err} = await call(cwd, ['ids'])
    expect([code, out, err]).toMatchSnapshot()
  })

  test('gives the same to programs', async () => {
    const {out} = await call(await folderOf(files), ['ids', '--format', 'json'])
    const report = IdsReport.parse(JSON.parse(out))
    expect(report.items.map(({id, from, at}) => `${id} ${from} ${at.line}`)).toEqual([
      `${now} derived 5`,
      'AC-1 visible 6',
      'access/debug pinned 7',
    ])
    expect(report.reworded).toMatchObject([
      {id: old, by: [{what: 'binding'}], offers: [{id: now}], sure: true},
      {id: 'access/backups-taken-every-night', by: [{what: 'attestation'}], offers: [{id: 'AC-1'}], sure: true},
    ])
  })

  test('says where only the words of an id could be compared', async () => {
    const cwd = await folderOf({...files, 'docs/launch.bindings.yaml': bindings.replace(/ {4}text: Admin.*\n/, '')})
    expect((await call(cwd, ['ids'])).out).toMatch(/role \(docs\/launch\.md:5:1, \d\d % alike by the id\)/)
  })

  test('goes on where a bindings file cannot be read, and says what it could not look for', async () => {
    const cwd = await folderOf({...files, 'docs/launch.bindings.yaml': 'items: ['})
    const {code, out, err} = await call(cwd, ['ids'])
    expect([code, out.trimEnd().split('\n').at(-1)]).toEqual([0, '3 items: 1 pinned, 1 visible, 1 derived'])
    expect(err).toBe('Reworded items are not looked for, since a bindings file cannot be read: proofmark lint\n')
  })

  test.each([
    ['a list', ['ids']],
    ['a dry run', ['ids', '--pin', '--dry-run']],
    ['a dry run of what is offered', ['ids', '--reworded', '--dry-run']],
    ['a dry run of a new sentence', ['ids', '--accept', 'access/debug', '--dry-run']],
    ['what is offered, in a script that says nothing', ['ids', '--reworded']],
    ['one wrong pair among good ones', ['ids', '--keep', `${old}=${now}`, '--keep', 'a=none']],
    ['an id that is none', ['ids', '--keep', `a b=${now}`]],
    ['a sentence that is as it was', ['ids', '--accept', now]],
    ['two ways at once', ['ids', '--pin', '--accept', 'access/debug']],
  ])('%s writes nothing', async (_, argv) => {
    const cwd = await folderOf(files)
    const before = await all(cwd)
    await call(cwd, argv)
    expect(await all(cwd)).toEqual(before)
  })

  test.each([
    [
      ['--keep', 'a'],
      'Unexpected `a` for `--keep`, expected `OLD=NEW`: the id to keep, and the id that the item has today',
    ],
    [
      ['--keep', `AC-1=${now}`],
      'Unexpected id `AC-1`, which names the item at docs/launch.md:6:1, expected one that no item has any more',
    ],
    [
      ['--keep', 'a=access/debug'],
      'Unexpected item `access/debug`, which has its id pinned in docs/launch.md:7:1, expected one without a comment',
    ],
    [
      ['--keep', `a=${now}`, '--keep', `b=${now}`],
      `Unexpected second \`--keep\` for \`launch:${now}\`, expected each id once`,
    ],
    [
      ['--keep', `a b=${now}`],
      `docs/launch.md:5:1 Unexpected id \`a b\` for \`${now}\`, expected one of letters, digits, \`-\`, \`_\`, \`.\`, \`/\` or \`~\`, and a sentence with room for a comment; nothing is written [wrong-id] proofmark lint --explain wrong-id`,
    ],
    [
      ['--reworded'],
      'Unexpected end of the line, expected `--yes` to keep what is offered and sure, or `--keep OLD=NEW` for each',
    ],
    [['--yes'], 'Unexpected `--yes` for a list, expected `--keep`, `--reworded`, `--pin` or `--accept` beside it'],
    [
      ['--accept', now],
      `Unexpected item \`${now}\`, whose binding was written for the sentence of today or for none, expected one that \`proofmark lint\` calls \`text-changed\``,
    ],
  ])('%j is refused in one sentence', async (argv, message) => {
    expect(await call(await folderOf(files), ['ids', ...argv])).toMatchObject({code: 2, out: '', err: `${message}\n`})
  })
})

describe('keeping an id', () => {
  const pinned = checklist.replace('without a role\n', `without a role <!-- proofmark: ${old} -->\n`)

  test('writes it behind the sentence, and what names it follows', async () => {
    const cwd = await folderOf(files)
    await chmod(path.join(cwd, 'docs/launch.md'), 0o640)
    const {code, out} = await call(cwd, ['ids', '--keep', `${old}=${now}`])
    expect([code, out]).toMatchSnapshot()
    expect(await read(cwd)).toBe(pinned)
    expect((await stat(path.join(cwd, 'docs/launch.md'))).mode & 0o777).toBe(0o640)
    expect((await call(cwd, ['lint'])).out).toContain(`[text-changed]`)
    await call(cwd, ['ids', '--accept', old])
    expect(await read(cwd, 'docs/launch.bindings.yaml')).toBe(bindings.replace('routes refuse', 'routes reject'))
  })

  test('at a terminal the diff comes first, and only a yes writes it', async () => {
    const cwd = await folderOf(files)
    const no = await call(cwd, ['ids', '--keep', `${old}=${now}`], [''])
    expect([no.asked, await read(cwd)]).toEqual([['Write this? [y/N] '], checklist])
    await call(cwd, ['ids', '--keep', `${old}=${now}`], ['y'])
    expect(await read(cwd)).toBe(pinned)
  })

  test('what is offered is asked for one by one, and what is not chosen is left', async () => {
    const cwd = await folderOf(files)
    const {err, asked} = await call(cwd, ['ids', '--reworded'], ['y', '', 'y'])
    expect([err, asked]).toMatchSnapshot()
    expect(await read(cwd)).toBe(pinned)
  })

  test('with --yes everything that is sure is kept, and nothing else', async () => {
    const cwd = await folderOf({
      ...files,
      'docs/launch.md': `${checklist}- [ ] Alerts of orders page somebody\n- [ ] Alerts of offers page somebody\n`,
      'docs/launch.bindings.yaml': `${bindings}  access/alerts:\n    text: Alerts of others page somebody\n`,
    })
    const {code, err} = await call(cwd, ['ids', '--reworded', '--yes'])
    expect([code, err]).toEqual([0, 'Left: access/alerts\n'])
    expect(await read(cwd)).toContain('each night <!-- proofmark: access/backups-taken-every-night -->\n')
    expect(await read(cwd)).toContain('- [ ] Alerts of orders page somebody\n')
  })

  test('a file that leads out of the project, or is no UTF-8, is not written', async () => {
    const cwd = await folderOf({...files, 'docs/launch.bindings.yaml': 'items: {}\n'})
    const elsewhere = await folderOf({'launch.md': checklist})
    await writeFile(path.join(cwd, 'proofmark.yaml'), 'checklists: [docs/linked.md]\n')
    await symlink(path.join(elsewhere, 'launch.md'), path.join(cwd, 'docs/linked.md'))
    expect((await call(cwd, ['ids', '--pin'])).code).toBe(2)
    expect(await read(elsewhere, 'launch.md')).toBe(checklist)
    await writeFile(path.join(cwd, 'proofmark.yaml'), 'checklists: [docs/launch.md]\n')
    const latin = Buffer.concat([Buffer.from(checklist), Buffer.from('\n- [ ] Gr\u00f6\u00dfe\n', 'latin1')])
    await writeFile(path.join(cwd, 'docs/launch.md'), latin)
    expect((await call(cwd, ['ids', '--pin'])).err).toMatch(/^Unexpected bytes in `docs\/launch\.md` that are no UTF-8/)
    expect(await readFile(path.join(cwd, 'docs/launch.md'))).toEqual(latin)
  })
})

test('every derived id is pinned once, and a second time there is nothing to pin', async () => {
  const cwd = await folderOf(files)
  const {out} = await call(cwd, ['ids', '--pin'])
  expect(out.trimEnd().split('\n').at(-1)).toBe('Pinned 1 id in docs/launch.md.')
  expect(await read(cwd)).toBe(checklist.replace('without a role\n', `without a role <!-- proofmark: ${now} -->\n`))
  expect(await call(cwd, ['ids', '--pin'])).toMatchObject({code: 0, out: 'Nothing to pin.\n'})
})

describe('accepting a sentence', () => {
  test('shows both sentences, and changes the text of the binding alone', async () => {
    const cwd = await folderOf(files)
    const {code, out} = await call(cwd, ['ids', '--accept', 'access/debug'])
    expect([code, out]).toMatchSnapshot()
    expect(await read(cwd, 'docs/launch.bindings.yaml')).toBe(
      bindings.replace('never on (`DEBUG_HEADERS`)', 'off in production (DEBUG_HEADERS)'),
    )
    expect((await call(cwd, ['lint'])).out).not.toContain('[text-changed]')
  })

  test('leaves a pack alone, and says it in the file beside the checklist', async () => {
    const {'docs/launch.bindings.yaml': _, ...rest} = files
    const project = files['proofmark.yaml'].replace('docs: docs', 'docs: docs\npacks: [./pack.yaml]')
    const night = checklist.replace('AC-1: ', '')
    const cwd = await folderOf({...rest, 'proofmark.yaml': project, 'docs/launch.md': night, 'pack.yaml': pack})
    const {code, out} = await call(cwd, ['ids', '--accept', 'access/backups-taken-each-night'])
    expect([code, out]).toMatchSnapshot()
    expect(await read(cwd, 'pack.yaml')).toBe(pack)
    expect(await read(cwd, 'docs/launch.bindings.yaml')).toBe(
      'items:\n  access/backups-taken-each-night:\n    text: Backups are taken each night\n',
    )
    expect((await call(cwd, ['lint'])).out).not.toContain('[text-changed]')
  })
})
