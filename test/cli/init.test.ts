import {execFile} from 'node:child_process'
import {lstat, mkdir, readdir, readFile, rm, symlink, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {promisify} from 'node:util'
import {describe, expect, test} from 'vitest'
import {parse} from 'yaml'
import {ProjectFile} from '../../src/config/index.ts'
import {InitReport} from '../../src/model/report.ts'
import {call, folderOf} from './lint-world.ts'
import {projectOf} from './proofmark.ts'

const textOf = (cwd: string, file = 'proofmark.yaml'): Promise<string> => readFile(path.join(cwd, file), 'utf8')
const dataOf = async (cwd: string): Promise<unknown> => parse(await textOf(cwd))
const filesIn = async (cwd: string): Promise<string[]> => (await readdir(cwd, {recursive: true})).sort()
const git = (cwd: string, ...args: string[]) => promisify(execFile)('git', args, {cwd})

/** What is commented out in a file, put in: a sample begins with a small letter or a dash, a reason with a capital. */
const withSamples = (text: string): string => text.replaceAll(/^( *)# ( *(?:- |[a-z_-]+:).*)$/gm, '$1$2')

/** A project that works at once: nothing stops a run, and one can be judged. */
async function mustWork(cwd: string): Promise<void> {
  const linted = await call(cwd, ['lint', '--format', 'json'])
  const {problems}: {problems: {stops: boolean}[]} = JSON.parse(linted.out)
  expect(problems.filter(({stops}) => stops)).toEqual([])
  const ran = await call(cwd, ['run'])
  expect([0, 1], ran.err).toContain(ran.code)
}

const go = {docs: 'docs', checklists: ['docs/go-live.md']}

describe('what is written for', () => {
  test.each([
    ['plain', go],
    ['mkdocs', {docs: 'handbook', checklists: ['handbook/launch.md']}],
    ['astro', {docs: 'src/content/docs', checklists: ['src/content/docs/readiness.md']}],
    [
      'node',
      {
        service: 'orders',
        docs: 'docs',
        checklists: ['docs/checklist.md'],
        environments: {
          local: {target: 'http://127.0.0.1:8087', config: ['docker-compose.yml', 'docker-compose.override.yml']},
        },
      },
    ],
    [
      'python',
      {
        service: 'ledger',
        docs: 'docs',
        checklists: ['docs/production-readiness.md'],
        claims_for: 'production',
        environments: {
          production: {config: ['deploy/base/deployment.yaml', 'deploy/production/configmap.yaml']},
          staging: {config: ['deploy/base/deployment.yaml', 'deploy/staging/configmap.yaml']},
        },
      },
    ],
    [
      'monorepo',
      {
        docs: 'docs',
        checklists: ['services/basket/docs/readiness-checklist.md', 'services/search/readiness-checklist.md'],
        environments: {production: {fresh_for: '24h'}},
      },
    ],
  ])('%s', async (fixture, expected) => {
    const cwd = await projectOf(`init/${fixture}`)
    const ended = await call(cwd, ['init', '--yes'])
    expect(ended, ended.err).toMatchObject({code: 0, err: '', asked: []})
    expect(await dataOf(cwd)).toEqual(expected)
    await mustWork(cwd)
  })

  test.each(['plain', 'node', 'python', 'monorepo'])(
    '%s holds samples that can be put in as they stand',
    async (fixture) => {
      const cwd = await projectOf(`init/${fixture}`)
      await call(cwd, ['init', '--yes'])
      const text = await textOf(cwd)
      const all = ProjectFile.safeParse(parse(withSamples(text)))
      expect(all.error).toBeUndefined()
      expect(Object.keys(all.data?.environments ?? {}).length).toBeGreaterThan(0)
      expect(all.data).toMatchObject({packs: ['recsys'], approvers: ['lena.b', 'mei.t'], gates: {'go-live': {}}})
    },
  )
})

test('every line has a reason, and what was not taken is named', async () => {
  const cwd = await projectOf('init/python')
  const {out} = await call(cwd, ['init', '--yes'])
  expect(await textOf(cwd)).toMatchSnapshot()
  expect(out).toMatchSnapshot()
})

test('what was left out of a folder of many checklists can be added line by line', async () => {
  const cwd = await projectOf('init/monorepo')
  await call(cwd, ['init', '--yes'])
  const text = await textOf(cwd)
  expect(text).toContain('  # - docs/onboarding.md   # 2 items\n')
  expect(text).toContain('  # - .github/PULL_REQUEST_TEMPLATE.md   # 1 item\n')
})

test('checklists can be named, from wherever one stands', async () => {
  const cwd = await projectOf('init/monorepo')
  const ended = await call(path.join(cwd, 'docs'), ['init', 'onboarding.md', '--root', '..', '--yes'])
  expect(ended).toMatchObject({code: 0, out: expect.stringContaining('Next: proofmark run --root ..\n')})
  expect(await dataOf(cwd)).toMatchObject({docs: 'docs', checklists: ['docs/onboarding.md']})
  const other = await projectOf('init/plain')
  for (const word of ['../x.md', '/etc/passwd', '.'])
    expect(await call(other, ['init', word])).toMatchObject({
      code: 2,
      err: expect.stringContaining(`Unexpected \`${word}\``),
    })
  expect(await call(other, ['init', 'docs/none.md'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('docs/none.md'),
  })
  expect(await call(other, ['init', 'README.md'])).toMatchObject({code: 2, err: expect.stringContaining('[no-items]')})
  expect(await filesIn(other)).toEqual(['README.md', 'docs', 'docs/go-live.md'])
})

describe('nothing is written', () => {
  test('where no checklist is, and it is said how to begin one', async () => {
    const cwd = await projectOf('init/nothing')
    const before = await filesIn(cwd)
    const ended = await call(cwd, ['init', '--yes'])
    expect(ended).toMatchObject({code: 2, out: ''})
    expect(ended.err).toContain(`Unexpected folder \`${cwd}\` without a checklist`)
    expect(await filesIn(cwd)).toEqual(before)
    const [, file = ''] = /into (\S+):/.exec(ended.err) ?? []
    await mkdir(path.dirname(path.join(cwd, file)), {recursive: true})
    await writeFile(
      path.join(cwd, file),
      ended.err
        .match(/^ {2}.*$|^$/gm)
        ?.join('\n')
        .replaceAll(/^ {2}/gm, '') ?? '',
    )
    expect(await call(cwd, ['init', '--yes'])).toMatchObject({code: 0, out: expect.stringContaining('2 of 2 items')})
    await mustWork(cwd)
  })

  test('over a project that is there', async () => {
    const cwd = await projectOf('init/existing')
    const before = [await textOf(cwd), await filesIn(cwd)]
    const ended = await call(cwd, ['init', '--yes'])
    expect(ended).toMatchObject({code: 2, out: '', err: expect.stringContaining('which is there already')})
    expect([await textOf(cwd), await filesIn(cwd)]).toEqual(before)
    await rm(path.join(cwd, 'proofmark.yaml'))
    await symlink('nowhere', path.join(cwd, 'proofmark.yaml'))
    expect(await call(cwd, ['init', '--yes'])).toMatchObject({code: 2})
    expect((await lstat(path.join(cwd, 'proofmark.yaml'))).isSymbolicLink()).toBe(true)
  })

  test('with --dry-run, and its diff can be applied', async () => {
    const [dry, cwd] = [await projectOf('init/python'), await projectOf('init/python')]
    for (const each of [dry, cwd]) await writeFile(path.join(each, '.gitignore'), 'dist')
    const before = await filesIn(dry)
    const shown = await call(dry, ['init', '--yes', '--dry-run'])
    expect(shown).toMatchObject({code: 0, err: expect.stringContaining('Would write: proofmark.yaml\n')})
    expect(await filesIn(dry)).toEqual(before)
    await call(cwd, ['init', '--yes'])
    await writeFile(path.join(dry, 'init.patch'), shown.out)
    await git(dry, 'apply', 'init.patch')
    for (const file of ['proofmark.yaml', 'docs/production-readiness.bindings.yaml', '.gitignore'])
      expect(await textOf(dry, file)).toBe(await textOf(cwd, file))
  })

  test('where one of the files cannot be: all or none', async () => {
    const cwd = await projectOf('init/plain')
    const outside = await folderOf({
      'go-live.bindings.yaml': 'items: {}\n'.replace(' {}', '\n  health/healthz: {why: Known.}'),
    })
    await symlink(path.join(outside, 'go-live.bindings.yaml'), path.join(cwd, 'docs/go-live.bindings.yaml'))
    const before = await filesIn(cwd)
    const ended = await call(cwd, ['init', '--yes'])
    expect(ended).toMatchObject({code: 2, out: ''})
    expect(ended.err).toMatch(/^Nothing was written.*\n.*leads out of the project/)
    expect(await filesIn(cwd)).toEqual(before)
  })

  test('where the only checklist cannot be read, which is said', async () => {
    const cwd = await folderOf({'checklist.md': '- [ ] `a`: one\n- [ ] two <!-- proofmark: no id -->\n'})
    const ended = await call(cwd, ['init', '--yes'])
    expect(ended).toMatchObject({code: 2, out: ''})
    expect(ended.err).toMatch(/^Nothing was written. This is to be mended first:\nchecklist\.md:2:\d+ Unexpected id/)
    expect(await filesIn(cwd)).toEqual(['checklist.md'])
  })
})

test('what cannot be read among several is said, and the next likeliest is judged', async () => {
  const cwd = await folderOf({
    'docs/launch.md': '---\nchecklist: {bullet: true}\n---\n\n- [ ] one\n- [ ] two\n',
    'docs/notes.md': '- [ ] three\n',
  })
  const {code, out} = await call(cwd, ['init', '--yes'])
  expect(code).toBe(0)
  expect(await dataOf(cwd)).toEqual({docs: 'docs', checklists: ['docs/notes.md']})
  expect(out).toContain('  what is in docs/launch.md: `proofmark lint docs/launch.md` says why it cannot be read\n')
})

test('boxes that are no items are told where there is nothing else', async () => {
  const cwd = await folderOf({'docs/launch.md': '# Launch\n\n- ☐ one\n- ☑ two\n'})
  const ended = await call(cwd, ['init', '--yes'])
  expect(ended).toMatchObject({code: 2, err: expect.stringMatching(/^docs\/launch\.md:1:1 .*2 × ballot box/m)})
})

test('bindings that are there stay to the byte, and are added to', async () => {
  const cwd = await projectOf('init/plain')
  const own = '# Mine.\nitems:\n  health/healthz:\n    why:   "Known."   # so\n    checks: [{http: GET /healthz}]\n'
  await writeFile(path.join(cwd, 'docs/go-live.bindings.yaml'), own)
  const {out} = await call(cwd, ['init', '--yes'])
  expect(out).toContain('Added to: docs/go-live.bindings.yaml')
  const text = await textOf(cwd, 'docs/go-live.bindings.yaml')
  expect(text.startsWith(own)).toBe(true)
  expect(text).toContain('  health/debug:\n')
})

describe('.gitignore', () => {
  const ignored = async (before: string | null, repository = true): Promise<string | null> => {
    const cwd = await projectOf('init/plain')
    if (repository) await git(cwd, 'init', '-q')
    if (before !== null) await writeFile(path.join(cwd, '.gitignore'), before)
    expect(await call(cwd, ['init', '--yes'])).toMatchObject({code: 0})
    return textOf(cwd, '.gitignore').catch(() => null)
  }

  test.each([
    ['', '.proofmark/\n_site/\n'],
    ['dist', 'dist\n.proofmark/\n_site/\n'],
    ['dist\r\n', 'dist\r\n.proofmark/\r\n_site/\r\n'],
    ['/_site\n', '/_site\n.proofmark/\n'],
    ['.proofmark\n_site\n', '.proofmark\n_site\n'],
  ])('%j becomes %j', async (before, after) => {
    expect(await ignored(before)).toBe(after)
    expect(await ignored(before, false)).toBe(after)
  })

  test('is begun in a repository alone', async () => {
    expect(await ignored(null)).toBe('.proofmark/\n_site/\n')
    expect(await ignored(null, false)).toBeNull()
  })

  test('that is a link is left alone, as Git does', async () => {
    const cwd = await projectOf('init/plain')
    const outside = await folderOf({ignore: 'dist\n'})
    await git(cwd, 'init', '-q')
    await symlink(path.join(outside, 'ignore'), path.join(cwd, '.gitignore'))
    expect(await call(cwd, ['init', '--yes'])).toMatchObject({code: 0})
    expect(await textOf(outside, 'ignore')).toBe('dist\n')
  })
})

test('an editor finds the schemas where Proofmark is installed in the project', async () => {
  const cwd = await projectOf('init/plain')
  const schemas = 'node_modules/proofmark/docs/reference/schemas'
  await mkdir(path.join(cwd, schemas), {recursive: true})
  await writeFile(path.join(cwd, schemas, 'project-file.json'), '{}')
  await writeFile(path.join(cwd, schemas, 'bindings-file.json'), '{}')
  await call(cwd, ['init', '--yes'])
  const first = async (file: string): Promise<string | undefined> => (await textOf(cwd, file)).split('\n')[0]
  expect(await first('proofmark.yaml')).toBe(`# yaml-language-server: $schema=${schemas}/project-file.json`)
  expect(await first('docs/go-live.bindings.yaml')).toBe(
    `# yaml-language-server: $schema=../${schemas}/bindings-file.json`,
  )
  await mustWork(cwd)
})

test('--format json is what its schema says', async () => {
  const cwd = await projectOf('init/node')
  const dry = InitReport.parse(JSON.parse((await call(cwd, ['init', '--dry-run', '--format', 'json'])).out))
  const {written, files, checklists, next} = InitReport.parse(
    JSON.parse((await call(cwd, ['init', '--format', 'json'])).out),
  )
  expect(dry).toMatchObject({written: false, files, checklists, next: 'proofmark init'})
  expect([written, next]).toEqual([true, 'proofmark run'])
  expect(files.map(({file, change}) => [file, change])).toEqual([
    ['proofmark.yaml', 'new'],
    ['docs/checklist.bindings.yaml', 'new'],
  ])
  expect(checklists).toEqual([
    {file: 'docs/checklist.md', items: 2, bindings: 'docs/checklist.bindings.yaml', bound: 2},
  ])
})
