import {mkdir, readFile, stat, symlink, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {expect, test} from 'vitest'
import * as z from 'zod'
import {parseYaml} from '../../src/model/yaml.ts'
import {readYaml} from '../../src/model/yaml-read.ts'
import {call, folderOf} from './lint-world.ts'

const Checklists = z.looseObject({checklists: z.array(z.string())})

/** The checklists of a `proofmark.yaml`, as Proofmark itself reads it. */
async function checklistsIn(cwd: string): Promise<string[]> {
  const source = await readFile(path.join(cwd, 'proofmark.yaml'), 'utf8')
  const {yaml, problems} = parseYaml({file: 'proofmark.yaml', source})
  expect(problems).toEqual([])
  const read = yaml === null ? null : readYaml(Checklists, yaml.root)
  return read !== null && 'value' in read ? read.value.checklists.toSorted() : []
}

const names = [
  'docs/a: b # c.md',
  `docs/"double" and 'single'.md`,
  'docs/new\nline.md',
  'docs/carriage\rreturn and\ttab.md',
  'docs/- dash.md',
  'docs/[x]*{a,b}?.md',
  'docs/üñí 日本.md',
  'docs/\u2028 separator.md',
  'docs/ends with a blank .md',
  '!tag.md',
  '&anchor.md',
  '%directive.md',
  '012.md',
  'null.md',
  '#hash.md',
]

test('names that would break a line, a comment or a value come out as they are', async () => {
  const cwd = await folderOf(
    Object.fromEntries(names.map((name) => [name, '# List\n\n- [ ] `/healthz` returns 200\n'])),
  )
  expect(await call(cwd, ['init'], ['all', '', ''])).toMatchObject({code: 0})
  expect(await checklistsIn(cwd)).toEqual(names.toSorted())
  for (const name of names)
    expect((await stat(path.join(cwd, name.replace(/\.md$/, '.bindings.yaml')))).isFile()).toBe(true)
  const linted = await call(cwd, ['lint'])
  expect(linted.out).toBe('No problems.\n')
  expect((await call(cwd, ['run'])).code).toBe(1)
})

test('the same, where they only stand beside what is judged', async () => {
  const others = Object.fromEntries(names.slice(0, 9).map((name) => [name, '- [ ] one\n']))
  const cwd = await folderOf({...others, 'docs/launch.md': '- [ ] one\n'})
  await call(cwd, ['init', '--yes'])
  expect(await checklistsIn(cwd)).toEqual(['docs/launch.md'])
  const text = await readFile(path.join(cwd, 'proofmark.yaml'), 'utf8')
  await writeFile(path.join(cwd, 'proofmark.yaml'), text.replaceAll(/^ {2}# (- .*)$/gm, '  $1'))
  expect(text.match(/^ {2}# - /gm)).toHaveLength(9)
  expect(await checklistsIn(cwd)).toEqual([...names.slice(0, 9), 'docs/launch.md'].toSorted())
})

test('what cannot be named is said, and the rest is written', async () => {
  const hidden = ['docs/${HOME} checklist.md', 'docs/a\\..\\checklist.md', 'C:checklist.md']
  const cwd = await folderOf(Object.fromEntries([...hidden, 'docs/checklist.md'].map((name) => [name, '- [ ] one\n'])))
  const {code, out} = await call(cwd, ['init', '--yes'])
  expect(code).toBe(0)
  expect(await checklistsIn(cwd)).toEqual(['docs/checklist.md'])
  for (const name of hidden) expect(out).toContain(`${name} has a name that proofmark.yaml cannot hold`)
})

test('what a link leads to is neither read nor written', async () => {
  const outside = await folderOf({'launch.md': '- [ ] `/healthz` returns 200\n', 'k8s/a.yaml': 'kind: ConfigMap\n'})
  const cwd = await folderOf({'README.md': '# A\n'})
  await symlink(outside, path.join(cwd, 'docs'))
  await symlink('..', path.join(cwd, 'around'))
  expect(await call(cwd, ['init', '--yes'])).toMatchObject({code: 2})
  const named = await call(cwd, ['init', '--yes', 'docs/launch.md'])
  expect(named).toMatchObject({code: 2, out: '', err: expect.stringContaining('leads out of the project')})
  await expect(stat(path.join(outside, 'launch.bindings.yaml'))).rejects.toThrow('ENOENT')
  await expect(stat(path.join(cwd, 'proofmark.yaml'))).rejects.toThrow('ENOENT')
})

test('words of a file, a remote or a manifest stay words', async () => {
  const cwd = await folderOf({
    'package.json': JSON.stringify({name: 'a"\n: b'}),
    'pyproject.toml': '[project]\nname = "x: y # \u001b[31mz"\n',
    '.git/config': '[remote "origin\u001b[31m: x"]\n\turl = git@github.com:acme/a.git\n',
    'compose.yaml': 'services:\n  "a\\nb: c": {build: ., ports: ["8080:80"]}\n',
    'docs/launch.md': '- [ ] one\n',
  })
  const {code, out} = await call(cwd, ['init', '--yes'])
  expect(code).toBe(0)
  expect(out).not.toContain('\u001b')
  const text = await readFile(path.join(cwd, 'proofmark.yaml'), 'utf8')
  expect(text).not.toContain('\u001b')
  expect(await checklistsIn(cwd)).toEqual(['docs/launch.md'])
  expect((await call(cwd, ['lint'])).out).toBe('No problems.\n')
})

test('a folder that nobody may read is passed by, and so is a file of many bytes', async () => {
  const cwd = await folderOf({'docs/launch.md': '- [ ] one\n', 'package.json': `{"name": "${'a'.repeat(300_000)}"}`})
  await mkdir(path.join(cwd, 'k8s'))
  await writeFile(path.join(cwd, 'k8s/a.yaml'), `kind: Secret\napiVersion: v1\nx: ${'[ '.repeat(50_000)}`)
  expect(await call(cwd, ['init', '--yes'])).toMatchObject({code: 0})
})
