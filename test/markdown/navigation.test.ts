import {fileURLToPath} from 'node:url'
import {describe, expect, test} from 'vitest'
import {readDocs, readNavigation} from '../../src/markdown/index.ts'
import {stopping} from '../../src/model/index.ts'
import {sidebarOf} from '../../src/publish/sidebar.ts'
import {project, readProject, told} from './read.ts'

const handbook = fileURLToPath(new URL('../fixtures/mkdocs/', import.meta.url))

const read = async (mkdocs: string, files: Readonly<Record<string, string>> = {}) => {
  const root = await project({'mkdocs.yml': mkdocs, 'docs/a.md': '# A\n', 'docs/b/c.md': '# C\n', ...files})
  return readNavigation(root, 'docs')
}

describe('the navigation of mkdocs.yml', () => {
  test('is the sidebar: titles, groups, order, then what it lacks', async () => {
    const {documents, checklists, navigation, problems} = await readDocs({
      root: handbook,
      docs: 'docs',
      checklists: ['docs/winter.md'],
    })
    expect(problems.filter(({slug}) => slug === 'navigation')).toEqual([])
    const [readiness, ...docs] = sidebarOf('docs', documents, checklists, navigation)
    expect(readiness).toMatchObject({items: [{link: '/'}, {label: 'Winter list', link: '/winter/'}]})
    expect(docs).toEqual([
      {label: 'Welcome', link: '/home/'},
      {
        label: 'The lamp',
        items: [
          {label: 'The lamp', link: '/lamp/'},
          {label: 'Lighting it', link: '/lamp/lighting/'},
          {label: 'The lens', link: '/lamp/lens/'},
          {
            label: 'When it fails',
            items: [
              {label: 'When the lamp fails', link: '/lamp/failure/'},
              {label: 'Spare parts', link: '/lamp/spares/'},
            ],
          },
        ],
      },
      expect.objectContaining({label: 'Boats'}),
      expect.objectContaining({label: 'Reference'}),
      {label: 'The chandler', link: 'https://chandler.example/catalogue'},
      {
        label: 'More pages',
        items: [
          {label: 'Visitors', link: '/visitors/'},
          {
            label: 'Archive',
            items: [
              {label: 'The log of 1890', link: '/archive/log/'},
              {label: 'The old light', link: '/archive/old/'},
            ],
          },
        ],
      },
    ])
  })

  test('counts only where its docs folder is that of the project', async () => {
    expect(await read('docs_dir: handbook\nnav: [a.md]\n')).toEqual({entries: null, problems: []})
    expect(await read('site_name: Light\n')).toEqual({entries: null, problems: []})
    expect((await read('docs_dir: ./docs/\nnav: [a.md]\n')).entries).toEqual([{title: null, file: 'docs/a.md'}])
    const root = await project({'sub/mkdocs.yml': 'nav: [{Start: a.md}]\n', 'sub/docs/a.md': '# A\n'})
    expect((await readNavigation(root, 'sub/docs')).entries).toEqual([{title: 'Start', file: 'sub/docs/a.md'}])
    expect(await readNavigation(root, null)).toEqual({entries: null, problems: []})
  })

  test('its tags name programs that are never run', async () => {
    const tags = 'x: !!python/object/apply:os.system ["touch /tmp/never"]\ny: !!js/function "() => 1"\nz: !ENV [A, b]\n'
    expect(await read(`${tags}nav: [!!python/name:a.b a.md]\n`)).toEqual({
      entries: [{title: null, file: 'docs/a.md'}],
      problems: [],
    })
  })

  test('an entry that leads nowhere is told of, at its place, and the others stay', async () => {
    const nav =
      'nav:\n  - a.md\n  - Gone: gone.md\n  - Out: ../../etc/passwd.md\n  - Run: javascript:alert(1)\n  - Empty:\n  - 7\n'
    const {entries, problems} = await read(nav)
    expect(entries).toEqual([{title: null, file: 'docs/a.md'}])
    expect(told(problems)).toEqual([
      'navigation 3:11',
      'navigation 4:10',
      'navigation 5:10',
      'navigation 6:5',
      'navigation 1:1',
    ])
    expect(problems[0]?.message).toBe('Unexpected `gone.md` in `nav`, expected a Markdown file below `docs`')
  })

  test.each([
    ['YAML that is none', 'nav: [\n', 'navigation 2:1'],
    ['a list', '- a.md\n', 'navigation 1:1'],
    ['a nav that is text', 'site_name: x\nnav: a.md\n', 'navigation 2:1'],
    ['an alias to nothing', 'nav: [*a]\n', 'navigation 1:1'],
    ['too many aliases', `a: &a [a.md]\nnav: [${'*a, '.repeat(60)}*a]\n`, 'navigation 1:1'],
    ['brackets without an end', '['.repeat(20_000), 'navigation'],
    ['too many characters', `nav: [a.md]\n${'#\n'.repeat(300_000)}`, 'navigation 1:1'],
  ])('%s is told of and stops nothing', async (_, mkdocs, where) => {
    const {documents, problems, navigation} = await readProject({'mkdocs.yml': mkdocs, 'docs/a.md': '# A\n'})
    expect(navigation).toBeNull()
    expect(documents).toHaveLength(1)
    expect(told(problems).join()).toMatch(new RegExp(`^${where}`))
    expect(stopping(problems)).toEqual([])
  })
})
