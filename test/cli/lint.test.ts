import {describe, expect, test} from 'vitest'
import {place, problems} from '../../src/model/index.ts'
import {LintReport} from '../../src/model/report.ts'
import {wrongs} from './lint-problems.ts'
import {call, folderOf} from './lint-world.ts'

const plain = (files: Record<string, string>): Record<string, string> => ({
  'proofmark.yaml': `checklists: [l.md]\n${'docs/p.md' in files ? 'docs: docs\n' : ''}`,
  ...files,
})
const report = async (cwd: string, argv: readonly string[] = []): Promise<LintReport> =>
  LintReport.parse(JSON.parse((await call(cwd, ['lint', ...argv, '--format', 'json'])).out))

describe('every problem of the table has a smallest project, which lint gives it for', () => {
  test.each(Object.entries(wrongs))('%s', async (slug, {files, at, argv = []}) => {
    const cwd = await folderOf(plain(files))
    const found = await report(cwd, argv)
    expect(found.problems.map((each) => `${each.slug} ${each.at === null ? null : place(each.at)}`)).toEqual([
      `${slug} ${at}`,
    ])
    const [only] = found.problems
    const row = problems[only?.slug ?? 'yaml']
    expect(only).toMatchObject({page: `docs/reference/problems.md#${slug}`, fix: row.fix, stops: row.stops})
    expect(only?.message).toMatch(/^Unexpected /)
    const {code, out} = await call(cwd, ['lint', ...argv])
    expect(code).toBeGreaterThan(0)
    expect(out.split('\n')[0]).toMatch(new RegExp(`\\[${slug}\\]$`))
    expect(out).toContain('What to do\n')
  })
})

describe('proofmark lint', () => {
  const two = {
    'proofmark.yaml': 'checklists: [l.md]\n',
    'l.md': '# L\n\n- [ ] One [a](none.md)\n- [ ] Two [b](nor.md)\n- [?] Three\n',
    'l.bindings.yaml': 'items:\n  l/none:\n',
  }

  test('says each problem in a line, then once for each kind what to do', async () => {
    const {code, out} = await call(await folderOf(two), ['lint'])
    expect([code, out]).toMatchSnapshot()
  })

  test('an expression stands below its problem, with a caret under what is wrong, in lint and where it stops a run', async () => {
    const bindings = 'items:\n  access/one: {drop: x, when: facts.none}\n'
    const cwd = await folderOf({
      'proofmark.yaml': 'checklists: [l.md]\n',
      'l.md': '## Access\n\n- [ ] One\n',
      'l.bindings.yaml': bindings,
    })
    const told = 'l.bindings.yaml:2:37 Unexpected fact `none`, none is declared [unknown-fact]'
    const caret = '    facts.none\n          ^\n'
    expect((await call(cwd, ['lint'])).out).toContain(`${told}\n${caret}`)
    expect((await call(cwd, ['plan'])).err).toBe(`${told} proofmark lint --explain unknown-fact\n${caret}`)
  })

  test('says so where nothing is wrong', async () => {
    const cwd = await folderOf({'proofmark.yaml': 'checklists: [l.md]\n', 'l.md': '- [ ] One\n'})
    expect(await call(cwd, ['lint'])).toMatchObject({code: 0, out: 'No problems.\n', err: ''})
    expect(await report(cwd)).toEqual({version: 1, kind: 'lint', count: 0, problems: []})
  })

  test('explains any problem without looking at a project', async () => {
    const cwd = await folderOf({})
    const {code, out} = await call(cwd, ['lint', '--explain', 'text-changed'])
    expect([code, out]).toMatchSnapshot()
    const wrong = await call(cwd, ['lint', '--explain', 'text-chnged'])
    expect(wrong).toMatchObject({code: 2, err: 'Unexpected problem `text-chnged`, did you mean `text-changed`?\n'})
  })

  test('tells what is wrong in a project that cannot be read like all else, and ends with 2', async () => {
    const cwd = await folderOf({'proofmark.yaml': 'checklist: [l.md]\nenvironments: {a: {targt: x}}\n'})
    const {code, out, err} = await call(cwd, ['lint'])
    expect([code, err]).toEqual([2, ''])
    expect(out).toMatch(/^proofmark\.yaml:1:1 .*\[unknown-key\]\nproofmark\.yaml:2:20 .*\[unknown-key\]\n/)
    expect((await report(cwd)).count).toBe(2)
  })

  test('a hostile name cannot write to the terminal', async () => {
    const cwd = await folderOf({'proofmark.yaml': 'checklists: [l.md]\n', 'l.md': '- [ ] One [a](<\u001B[31mx.md>)\n'})
    const {out} = await call(cwd, ['lint'])
    expect(out).toContain('[dead-link]')
    expect(out).not.toContain('\u001B')
  })
})

describe('what is wrong in one place stops only what needs it', () => {
  const project = {
    'proofmark.yaml': 'docs: docs\nchecklists: [l.md]\nenvironments:\n  prod: {target: "${NOWHERE}"}\n  staging: {}\n',
    'l.md': '- [ ] One\n',
    'docs/p.md': '---\ntitle: [\n---\n\n# P\n',
  }
  const missing = /^proofmark\.yaml:4:18 Unexpected `\$\{NOWHERE\}`, which is not set.*\[missing-variable\]/

  test('a variable that one environment misses', async () => {
    const cwd = await folderOf(project)
    expect(await call(cwd, ['list'])).toMatchObject({code: 0, err: ''})
    expect(await call(cwd, ['ids'])).toMatchObject({code: 0, err: ''})
    expect((await call(cwd, ['l.md'])).out).toContain(
      '\nprod: waits for a variable that is not set (proofmark lint)\nNext: proofmark suggest l.md\n',
    )
    expect(await call(cwd, ['plan', '--env', 'staging'])).toMatchObject({code: 0, err: ''})
    const plan = await call(cwd, ['plan', '--env', 'prod'])
    expect([plan.code, plan.out]).toEqual([2, ''])
    expect(plan.err).toMatch(missing)
    expect((await call(cwd, ['run', '--env', 'staging'])).code).toBe(1)
    expect((await call(cwd, ['run', '--env', 'prod'])).err).toMatch(missing)
    expect((await call(cwd, ['lint'])).out).toMatch(/\[missing-variable\]/)
  })

  test('front matter of a page that is no checklist is told, and the site can be planned', async () => {
    const cwd = await folderOf(project)
    const found = await report(cwd)
    expect(found.problems.map(({slug, stops}) => [slug, stops])).toEqual([
      ['page-front-matter', false],
      ['missing-variable', true],
    ])
  })

  test('a pack that the line names is looked for there, not in proofmark.yaml', async () => {
    const cwd = await folderOf(project)
    const {code, err} = await call(cwd, ['plan', '--env', 'staging', '--pack', 'recsis'])
    expect([code, err]).toEqual([
      2,
      'Unexpected pack `recsis` for `--pack`, did you mean `recsys`? [unknown-pack] proofmark lint --explain unknown-pack\n',
    ])
  })
})
