import {mkdir, readdir, readFile, symlink, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {describe, expect, test} from 'vitest'
import {OverviewReport} from '../../src/model/overview.ts'
import {call, folderOf} from './lint-world.ts'
import {projectOf, proofmark, shown} from './proofmark.ts'

const told = (out: string): OverviewReport => OverviewReport.parse(JSON.parse(out))
const one = '- [ ] The tide was measured\n'

describe('a checklist that was never seen', () => {
  test.each([['docs/opening.md'], ['docs'], [''], ['--format json docs/winter.md']])(
    'proofmark %s',
    async (command) => {
      const cwd = await projectOf('overview')
      const words = command.split(' ').filter((word) => word !== '')
      expect(shown(command, await proofmark(words, {cwd}))).toMatchSnapshot()
    },
  )

  test('every item is of exactly one kind, and nothing is called a verdict', async () => {
    const cwd = await projectOf('overview')
    const {out} = await call(cwd, ['docs/opening.md', '--format', 'json'])
    const {checklists, total} = told(out)
    const [opening] = checklists
    expect(Object.values(total.ways).reduce((sum, count) => sum + count, 0)).toBe(opening?.outline.length)
    expect(opening?.outline.flatMap(({seen}) => seen.map(({written, as}) => [written, as]))).toEqual([
      ['env: TEST_PILOTS=false', 'otherwise'],
      ['env: QUAY_TOKEN', 'proposed'],
      ['link: item', 'proposed'],
      ['link: item', 'otherwise'],
      ['file: deploy/cranes.yaml', 'otherwise'],
    ])
    expect(opening).toMatchObject({deadLinks: 1, openChildren: 1})
    const text = (await call(cwd, ['docs/opening.md'])).out
    expect(text).not.toMatch(/\b(?:pass|passes|fail|fails|proven)\b/)
    expect(text).toContain('nobody has')
  })

  test('no secret of the files is told, nothing is written, and nothing is asked of a network', async () => {
    const cwd = await projectOf('overview')
    const before = await readdir(cwd, {recursive: true})
    for (const format of ['text', 'json']) {
      const {code, out, err} = await call(cwd, ['docs/opening.md', '--format', format])
      expect([code, err]).toEqual([0, ''])
      expect(out).not.toContain('s3cr3t')
      expect(out).toContain('http: GET /tides')
    }
    expect(await readdir(cwd, {recursive: true})).toEqual(before)
  })

  test('a wrong pin, a repeated id and broken front matter hide no item', async () => {
    const cwd = await folderOf({
      'pin.md': `- [ ] The tide was measured <!-- proofmark: not an id -->\n- [ ] And again\n`,
      'twice.md': `- [ ] One {#tide}\n- [ ] Two {#tide}\n`,
      'front.md': `---\nchecklist: {bulets: true}\n---\n\n${one}`,
    })
    for (const [file, slug, items] of [
      ['pin.md', 'wrong-id', 2],
      ['twice.md', 'duplicate-id', 2],
      ['front.md', 'front-matter', 1],
    ] as const) {
      const {code, out} = await call(cwd, [file])
      expect(code, out).toBe(0)
      expect(out).toMatch(new RegExp(`^${items} items?$`, 'm'))
      expect(out).toContain(`[${slug}]`)
    }
  })
})

describe('where checklists are looked for', () => {
  test('what others wrote, what was built and what is hidden is passed by, and no link is followed', async () => {
    const outside = await folderOf({'secret.md': one})
    const cwd = await folderOf({
      'docs/mine.md': one,
      'node_modules/a/README.md': one,
      'dist/docs/mine.md': one,
      '.hidden/mine.md': one,
      'made/mine.md': one,
      '.gitignore': '/made/\n',
      '.github/pull_request_template.md': one,
    })
    await symlink(outside, path.join(cwd, 'docs/away'))
    await symlink(path.join(outside, 'secret.md'), path.join(cwd, 'docs/secret.md'))
    const {checklists, next} = told((await call(cwd, ['--format', 'json'])).out)
    expect(checklists.map(({file}) => file)).toEqual(['.github/pull_request_template.md', 'docs/mine.md'])
    expect(next[0]).toBe('proofmark init')
  })

  test('a folder without a checklist says what was looked at, what comes near, and what to do', async () => {
    const cwd = await folderOf({'README.md': '# Ours\n', 'docs/old.md': '☐ The tide was measured\n'})
    for (const argv of [[], ['.'], ['--format', 'json'], ['docs']]) {
      const {code, out, err} = await call(cwd, argv)
      expect([code, out]).toEqual([2, ''])
      expect(err).toContain(argv[0] === 'docs' ? '1 Markdown file looked at' : '2 Markdown files looked at')
      expect(err).toContain('docs/old.md:1:1 ')
      expect(err).toContain('1 × ballot box')
      expect(err).toContain('[no-checklist]')
      expect(err).toContain('proofmark --help')
    }
  })

  test('what was left out is named, with the reason', async () => {
    const deep = `${'d/'.repeat(17)}deep.md`
    const cwd = await folderOf({'a.md': one, 'b.md': '```\n- [ ] Only an example\n```\n', [deep]: one})
    const {checklists, skipped} = told((await call(cwd, ['--format', 'json'])).out)
    expect(checklists.map(({file}) => file)).toEqual(['a.md'])
    expect(skipped).toEqual([
      {path: 'd/'.repeat(17).slice(0, -1), why: 'too deep below'},
      {path: 'b.md', why: 'its boxes are no items'},
    ])
    expect((await call(cwd, [])).out).toContain('b.md (its boxes are no items)')
  })

  test('a file without an item ends with 2 and says how plain bullets become items', async () => {
    const cwd = await folderOf({'plain.md': '# Ours\n\n- The tide was measured\n- And told\n'})
    const {code, err} = await call(cwd, ['plain.md'])
    expect(code).toBe(2)
    expect(err).toContain('[no-items]')
    expect(err).toContain('checklist: {bullets: true}')
  })

  test('where there is a proofmark.yaml its checklists are meant, from any folder below', async () => {
    const cwd = await folderOf({'proofmark.yaml': 'checklists: [a.md]\n', 'a.md': one, 'b.md': one})
    await mkdir(path.join(cwd, 'below'))
    for (const folder of [cwd, path.join(cwd, 'below')]) {
      const {checklists, project, next} = told((await call(folder, ['--format', 'json'])).out)
      expect([project, checklists.map(({file}) => file), next]).toEqual([
        'proofmark.yaml',
        ['a.md'],
        ['proofmark suggest'],
      ])
    }
    expect(told((await call(cwd, ['.', '--format', 'json'])).out).checklists).toHaveLength(2)
  })

  test('what is bound is counted, whatever is wrong with other facts of the project', async () => {
    const cwd = await folderOf({
      'proofmark.yaml': 'checklists: [a.md]\nenvironments:\n  prod: {facts: {tidal: true}}\n',
      'a.md': one,
      'a.bindings.yaml': 'facts:\n  tidal: {}\n',
      'b.md': '- [ ] `a.md` exists\n',
      'b.bindings.yaml': 'items:\n  b/a-md:\n    checks:\n      - file: a.md\n',
    })
    const {total, problems, next} = told((await call(cwd, ['b.md', '--format', 'json'])).out)
    expect([total.ways.bound, problems, next]).toEqual([1, [], ['proofmark run b.md']])
  })

  test('hostile names and words are shown, and obeyed by nothing', async () => {
    const cwd = await folderOf({})
    await writeFile(path.join(cwd, '\u001b[31mred `x`.md'), '- [ ] \u001b[2J `../../etc/passwd` exists\n')
    const {code, out} = await call(cwd, [])
    expect(code).toBe(0)
    expect(out).not.toContain('\u001b')
    const {checklists} = told((await call(cwd, ['--format', 'json'])).out)
    expect(checklists[0]?.outline.flatMap(({seen}) => seen.filter(({as}) => as === 'proposed'))).toEqual([])
  })
})

test('an option before a command is told, and one of the overview is taken', async () => {
  const cwd = await folderOf({'a.md': one})
  expect((await call(cwd, ['--root', '.', 'run'])).err).toContain('before the command')
  expect((await call(cwd, ['--colour'])).err).toContain('Unexpected option `--colour`')
  expect((await call(cwd, ['--root', cwd])).out).toContain('1 item')
  expect(await readFile(path.join(cwd, 'a.md'), 'utf8')).toBe(one)
})
