import {mkdir, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {addresses, linked} from './addresses.ts'
import {drawings} from './drawings.ts'
import {looks} from './looks.ts'
import {names, swallowing} from './names.ts'
import {placePages} from './places.ts'
import {scripts} from './scripts.ts'
import {deep, texts} from './texts.ts'

/** What is written between tags, marks and quotes. */
export const markup: readonly string[] = [...scripts, ...drawings, ...looks, ...names]

/** Every snippet, once. */
export const snippets: readonly string[] = [
  ...new Set([...markup, ...addresses, ...swallowing, ...texts, ...deep].map((text) => text.trim())),
]

/** Everything that may stand in one line. */
export const inLine: readonly string[] = [...markup, ...swallowing, ...addresses, ...texts].map((text) =>
  text.replaceAll(/[\r\n\u2028\u2029\u0085]+/g, ' '),
)

/** How many items the section `Evidence` has; each is asked of an answer of its own. */
export const answers = 24

/** A folder that its author means ill with: docs, a checklist, bindings, a navigation. Gives nothing: it is all on the disk. */
export async function writeProject(root: string, target: string): Promise<void> {
  const files: Record<string, string> = {
    'proofmark.yaml': JSON.stringify(projectFile(target)),
    'mkdocs.yml': JSON.stringify({nav: navigation()}),
    'docs/list.md': checklist(),
    ...Object.fromEntries(
      chunks(inLine, 40).map((group, index) => [`docs/sentences/list-${index}.md`, sentences(group, index)]),
    ),
    'docs/list.bindings.yaml': JSON.stringify(bindings()),
    'pack.yaml': JSON.stringify({
      match: [
        {section: 'Sentences', owner: pick(26), why: pick(9), checks: [{http: 'GET /sentences -> 200', why: pick(50)}]},
      ],
    }),
    'docs/index.md': `# ${inLine[0]}\n\nThe front page.\n`,
    'docs/harmless.md': '# Harmless\n\n## Part\n\nWords.\n',
    'deploy/values.env': `EVIL_ONE="${pick(3).replaceAll('"', '')}"\nEVIL_TWO=${pick(40)}\n`,
    'evidence.txt': inLine.slice(0, 20).join('\n'),
    ...Object.fromEntries(
      chunks(markup, 20).map((group, index) => [`docs/bodies/page-${index}.md`, body(group, index)]),
    ),
    ...Object.fromEntries(
      chunks(addresses, 16).map((group, index) => [
        `docs/bodies/links-${index}.md`,
        `# Links ${index}\n\n${group.map((url, at) => linked(url, at)).join('\n\n')}\n\n${last(index)}\n`,
      ]),
    ),
    ...Object.fromEntries(placePages(inLine).map((text, index) => [`docs/places/page-${index}.md`, text])),
    'docs/bodies/texts.md': `---\ntitle: ${JSON.stringify(texts[5])}\n---\n\n${texts.join('\n\n')}\n`,
    ...Object.fromEntries(deep.map((text, index) => [`docs/deep/page-${index}.md`, `# Deep ${index}\n\n${text}\n`])),
    ...Object.fromEntries(fileNames.map((name, index) => [`docs/${name}`, `${pick(index)}\n\nA name.\n`])),
  }
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), {recursive: true})
    await writeFile(path.join(root, name), text)
  }
}

const pick = (index: number): string => inLine[index % inLine.length] ?? ''
const last = (index: number): string => swallowing[index % swallowing.length] ?? ''

const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({length: Math.ceil(all.length / size)}, (_, index) => all.slice(index * size, (index + 1) * size))

/** Names of files, and of folders on the way. */
const fileNames = [
  '<img src=x onerror=pwn()>.md',
  '"onmouseover="pwn().md',
  "'onclick='pwn().md",
  'javascript:pwn().md',
  'java\tscript&colon;pwn().md',
  '%3Cscript%3Epwn()%3C%2fscript%3E.md',
  '..%2f..%2fescape.md',
  '{{constructor}}.md',
  '${pwn()}.md',
  '$(pwn) `pwn`.md',
  '<script>pwn()<.md',
  '-->.md',
  ']]>.md',
  '\u202egpj.md',
  'zero\u200bwidth.md',
  `${'w'.repeat(200)}.md`,
  '__proto__.md',
  'constructor.md',
  'pm-live.md',
  '404.md',
  'CON.md',
  '-rf *.md',
  '#hash?query.md',
  '100% [x](y) ![z].md',
  'readiness.md',
  'items.md',
  '_astro/index.md',
  'pagefind/index.md',
  'files/list.md',
  'badge/production.svg.md',
  'status.json.md',
  'index.html.md',
  '<b>folder<i>/<svg onload=pwn()>.md',
  '"folder"/\'file\'.md',
  'javascript:folder/pwn().md',
  `${'deep/'.repeat(20)}page.md`,
]

const projectFile = (target: string) => ({
  service: `${scripts[0]} ${'Wide'.repeat(30)} ${texts[0]}`,
  docs: 'docs',
  checklists: ['docs/list.md', 'docs/sentences/*.md'],
  packs: ['pack.yaml'],
  approvers: [pick(22)],
  site: {title: `${scripts[22]} ${'Title'.repeat(30)}`, source: 'https://canary.example/{file}"onclick="pwn()#L{line}'},
  gates: {constructor: {environments: ['constructor'], sections: ['Evidence']}},
  environments: {
    constructor: {
      target,
      release: {from: 'GET /release', field: 'version'},
      config: ['deploy/values.env', {values: {EVIL_THREE: pick(30), EVIL_FOUR: 'W'.repeat(900)}}],
      tenants: [
        {id: 'toString', facts: {mode: 'some'}},
        {id: 'W'.repeat(64), facts: {mode: 'other'}},
      ],
    },
    ['E'.repeat(64)]: {target},
  },
})

function navigation(): unknown[] {
  const titled = [...scripts, ...drawings].slice(0, 30).map((title) => ({[title]: 'harmless.md'}))
  const away = addresses.map((url, index) => ({[`${index} ${url}`]: url}))
  const long = {['Group'.repeat(40)]: [{[texts[5] ?? '']: 'harmless.md'}, {[texts[0] ?? '']: 'list.md'}]}
  return [{[looks[0] ?? '']: titled}, ...away, long]
}

const body = (group: readonly string[], index: number): string =>
  [
    `---\ntitle: ${JSON.stringify(pick(index))}\ndescription: ${JSON.stringify(pick(index + 7))}\nhead: [{tag: script, content: pwn()}]\n---`,
    `# Page ${index}`,
    ...group,
    'Here the page ends.',
    last(index),
  ].join('\n\n')

/** Headings that would have the ids which the page's own parts go by. */
const headings = [
  'pm-live',
  'pm-pass',
  'Show failing',
  'Show to-mend',
  'Show all',
  'starlight__sidebar',
  '_top',
  'constructor',
]

function checklist(): string {
  return [
    `# ${inLine[23]} ${'Heading'.repeat(30)}`,
    '## Evidence',
    ...Array.from(
      {length: answers},
      (_, index) => `- [x] What answer ${index} says <!-- proofmark: evidence/answer-${index} -->`,
    ),
    '',
    '## Names',
    '- [x] One that is called as the live region is <!-- proofmark: pm-live -->',
    '- [x] One that is called as a filter is <!-- proofmark: show-failing -->',
    '- [x] One that is called as a glyph is <!-- proofmark: pm-pass -->',
    '',
    ...headings.flatMap((text) => [`## ${text}`, `- [ ] Below ${text}`, '']),
    '## Between',
    ...names.slice(16, 36).flatMap((text, index) => [`- [ ] Before ${index}`, '', text, '']),
    '## Links',
    ...headings.map((text, index) => `- [ ] Linked ${index} [here](#${text.toLowerCase().replaceAll(' ', '-')})`),
    '',
    last(0),
  ].join('\n')
}

/** A checklist of sentences that each hold several snippets. */
const sentences = (group: readonly string[], page: number): string =>
  [
    `# Sentences ${page} ${pick(page)}`,
    '## Sentences',
    ...chunks(group, 5).map((some, index) => `- [${index % 2 ? 'x' : ' '}] Sentence ${index}: ${some.join(' ')}`),
    '',
    last(page),
  ].join('\n')

function bindings(): unknown {
  const asked = Array.from({length: answers}, (_, index): [string, unknown] => [
    `evidence/answer-${index}`,
    {why: pick(index * 3), owner: pick(index * 7), ...proof(index)},
  ])
  return {
    facts: {mode: {scope: 'tenant', values: ['some', 'other']}},
    items: Object.fromEntries(asked),
  }
}

function proof(index: number): object {
  switch (index) {
    case 0:
      return {checks: [{env: 'EVIL_ONE', expect: {value: {equals: pick(60)}}}]}
    case 1:
      return {checks: [{env: 'EVIL_FOUR', expect: {value: {matches: '^<[a-z]+$'}}}]}
    case 2:
      return {checks: [{file: 'evidence.txt', expect: {text: {contains: pick(70)}}}]}
    case 3:
      return {checks: [{file: '<img src=x onerror=pwn()>.txt', expect: {exists: true}}]}
    case 4:
      return {attest: {question: pick(11), renew_every: '90d', sees: ['docs/harmless.md']}}
    case 5:
      return {drop: pick(80)}
    case 6:
      return {when: 'facts.mode.some', checks: [{http: 'GET /evil/6 -> 200'}]}
    default:
      return {
        checks: [
          {http: `GET /evil/${index} -> ${index % 2 ? 200 : 418}`},
          {http: {url: `/evil/${index}`}, expect: {text: {contains: pick(index * 5)}}},
        ],
      }
  }
}
