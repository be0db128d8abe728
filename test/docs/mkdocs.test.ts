import {readFile} from 'node:fs/promises'
import path from 'node:path'
import {expect, test} from 'vitest'
import {page, seen} from '../markdown/read.ts'
import {root} from './pages.ts'

const text = await readFile(path.join(root, 'docs/guide/from-mkdocs.md'), 'utf8')

/** Each construct that the page speaks of: how it begins in the table there, a sample, and what shows that it was read. */
const read: [said: string, sample: string, shows: RegExp][] = [
  ['`!!! note "Title"`', '!!! note "Title"\n    - [ ] A box\n', /<aside[^>]*aria-label="Title"[\s\S]*task-list-item/],
  ['`??? note`, `???+ note`', '??? note "Title"\n    Text\n', /<details[\s\S]*<summary[^>]*>Title/],
  ['`=== "Title"`', '=== "One"\n    Text\n\n=== "Two"\n    More\n', /type="radio"[\s\S]*One[\s\S]*Two/],
  ['`## Heading {#name}`, `{: #name .class width=300 }`', '## Heading {#own}\n', /<h2 id="own">Heading</],
  ['`==marked==`, `^^inserted^^`, `++ctrl+c++`', '==a== ^^b^^ ++ctrl+c++', /<mark>a[\s\S]*<ins>b[\s\S]*<kbd>ctrl/],
  ['`:material-check-circle:` and other icons', 'a :material-check-circle: b :smile:', /a check circle b :smile:/],
  ['`$x_1$`, `$$…$$`', 'a $x_1$ b', /<code[^>]*>\$?x_1/],
  ['```` ```mermaid ````', '```mermaid\ngraph TD\n```\n', /language-mermaid/],
  [
    '`- [ ]` in a list that is indented by four',
    '- [ ] One\n\n    - [ ] Two\n',
    /task-list-item[\s\S]*<ul>[\s\S]*task-list-item/,
  ],
  ['`[^1]`', 'Text[^1].\n\n[^1]: Note.\n', /class="footnotes"/],
  ['`Term` and `:   definition`', 'Term\n:   Words\n', /<dl>\s*<dt>Term<\/dt>\s*<dd>Words<\/dd>\s*<\/dl>/],
  ['`*[HTML]: …`', 'HTML\n\n*[HTML]: Hyper\n', /^<p><abbr title="Hyper">HTML<\/abbr><\/p>\s*$/],
  ['`[TOC]`', '[TOC]\n\nWords\n', /^\s*<p>Words<\/p>\s*$/],
  [
    '```` ``` py title="a.py" ````',
    '``` py title="a.py" linenums="1"\na = 1\n```\n',
    /<figcaption>a\.py<\/figcaption><pre[^>]*><code class="language-py hljs"/,
  ],
]

/** What is shown as it is written. */
const asWritten: [said: string, sample: string][] = [
  ['`--8<-- "file"`', '--8<-- "file"'],
  ['`{% include "file" %}`, `{{ variable }}`', '{% include "file" %} {{ variable }}'],
  ['`::: module.path`', '::: module.path'],
  ['`/// note` and other blocks of that kind', '/// note'],
  ['`a^2^`', 'a^2^'],
]

const rows = text.split('\n').flatMap((line) => (line.startsWith('| `') ? [line.slice(2)] : []))
const tables = rows.filter((row) => !row.startsWith('`docs_dir`') && !row.startsWith('`nav`'))

test('the page has a row for each construct that is tried here, and no other', () => {
  const said = [...read, ...asWritten].map(([row]) => row)
  expect(said.filter((each) => !tables.some((row) => row.startsWith(`${each} |`)))).toEqual([])
  expect(tables.filter((row) => !said.some((each) => row.startsWith(`${each} |`)))).toEqual([])
})

test.each(read)('%s is read', async (_, sample, shows) => {
  expect(await page(sample)).toMatch(shows)
})

test.each(asWritten)('%s is shown as it is written', async (_, sample) => {
  const plain = (words: string): string => words.replaceAll(/\s+/g, ' ').trim()
  expect(plain(seen(await page(sample)))).toBe(plain(sample))
})
