import {readdir, readFile} from 'node:fs/promises'
import {fileURLToPath} from 'node:url'
import {parse} from 'yaml'
import * as z from 'zod'
import {parseChecklist} from '../../src/markdown/index.ts'
import type {Checklist, Item} from '../../src/model/index.ts'

/** What makes a machine stumble, by the word that a label names it with. */
export const traps = {
  'condition-behind': 'a condition behind, or before, the sentence: "when behind a proxy"',
  'condition-prefix': 'a condition as a prefix: "**RC1 only:**"',
  'condition-paragraph': 'a condition in a paragraph above the list',
  'condition-comment': 'a condition in a comment that no reader sees',
  'exclusive-pair': 'two boxes of which only one can be true, with no item above them',
  'pick-no-choice': 'something is picked, and no alternatives follow',
  'pseudo-choice': '"Choose …:" whose children are work to do, no alternatives',
  'route-must-fail': 'a route that must not answer 200',
  'needs-credentials': 'an answer that only somebody who is signed in gets',
  'failure-state': 'an answer that holds only while something is broken or abused',
  'name-in-context': 'a setting whose name must not turn up somewhere',
  negation: 'a setting that must be absent, or differ',
  'instead-of': 'a setting named as what is not used',
  example: 'a setting named as an example',
  header: 'a code span that is a header',
  'error-code': 'a code span that is an error code',
  'body-field': 'a code span that is a field of a body',
  glob: 'a code span that is a glob',
  template: 'a code span with a place to fill in',
  'command-acts': 'a command that changes something',
  'command-hangs': 'a command that never returns',
  'command-placeholder': 'a command with a place to fill in',
  'site-absolute-link': 'a link from the root of a site, which is no route of the service',
  'file-name': 'a file name that looks like a domain',
  'env-file': 'the name of an env file, which is no setting',
  'odd-path': 'a path with spaces or signs',
  version: 'a version, which is no value of a setting',
  sql: 'a statement of SQL',
  time: 'a time or a duration, which is no status and no value',
} as const satisfies Record<string, string>

const words = [
  /^env [A-Za-z_]\w*(=\S.*)?$/,
  /^http (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) \/\S* [1-5]\d\d$/,
  /^json (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (\/\S*|\*) [A-Za-z_]\w*(\.\w+)*$/,
  /^link (item|section)$/,
  /^file [^\s/]\S*$/,
  /^(attest|when|choice|option)$/,
]

/** One proposed thing, in the one way to write it. */
export const Word = z.string().refine((word) => words.some((form) => form.test(word)), {
  error: ({input}) =>
    `Unexpected word \`${input}\`, expected \`env NAME[=VALUE]\`, \`http METHOD PATH STATUS\`, ` +
    '`json METHOD PATH FIELD`, `link item`, `link section`, `file PATH`, `attest`, `when`, `choice` or `option`',
})

/** What a careful person would bind to an item: at least `must`, at most `must` and `may`. */
export const Label = z
  .strictObject({
    must: z.array(Word),
    may: z.array(Word).default([]),
    trap: z.enum(Object.keys(traps)).optional(),
  })
  .refine(({must, may}) => new Set([...must, ...may]).size === must.length + may.length, {
    error: 'Unexpected word twice, expected each once in `must` or `may`',
  })
export type Label = z.infer<typeof Label>

const LabelFile = z.strictObject({language: z.enum(['en', 'de', 'fr']), items: z.record(z.string(), Label)})
type LabelFile = z.infer<typeof LabelFile>

/** `open` may be read while rules are written; `held-out` only measures them. */
export type Part = 'open' | 'held-out'

/** A checklist and what a person would bind to each of its items. */
export interface Labelled {
  file: string
  part: Part
  language: LabelFile['language']
  checklist: Checklist
  /** By item id; every item has one. */
  labels: ReadonlyMap<string, Label>
}

const corpus = fileURLToPath(new URL('corpus/', import.meta.url))

/** Reads every labelled checklist of a part, in the order of their names. */
export async function readCorpus(part: Part): Promise<Labelled[]> {
  const names = (await readdir(`${corpus}${part}`)).filter((name) => name.endsWith('.md')).sort()
  return Promise.all(
    names.map(async (name) => {
      const source = await readFile(`${corpus}${part}/${name}`, 'utf8')
      const yaml = await readFile(`${corpus}${part}/${name.replace(/\.md$/, '.labels.yaml')}`, 'utf8')
      return readLabelled({name, part, source, yaml})
    }),
  )
}

/** Puts labels and items together, and refuses whatever does not meet. */
export function readLabelled(ask: {name: string; part: Part; source: string; yaml: string}): Labelled {
  const {name, part, source} = ask
  const {checklist} = parseChecklist({file: `docs/launch/${name}`, source})
  const {language, items} = labelsIn(ask)
  const labels = new Map<string, Label>()
  for (const [key, label] of Object.entries(items)) labels.set(itemAt(key, checklist).id, label)
  const bare = checklist.items.find(({id}) => !labels.has(id))
  if (bare !== undefined)
    throw new Error(`${placeOf(bare)}: Unexpected item without a label, expected \`${keyOf(bare)}\``)
  return {file: checklist.file, part, language, checklist, labels}
}

function labelsIn({name, yaml}: {name: string; yaml: string}): LabelFile {
  const read = LabelFile.safeParse(parse(yaml))
  if (read.success) return read.data
  throw new Error(`labels of ${name}: ${z.prettifyError(read.error)}`)
}

/** A key is the line of an item and its first words, so that a shift of lines shows. */
function itemAt(key: string, {file, items}: Checklist): Item {
  const [, line = '', start = ''] = /^(\d+) (.+)$/s.exec(key) ?? []
  const item = items.find(({at}) => at.line === Number(line))
  if (item === undefined) throw new Error(`${file}: Unexpected label \`${key}\`, expected the line of an item`)
  if (start !== '' && item.text.startsWith(start)) return item
  throw new Error(`${placeOf(item)}: Unexpected label \`${key}\`, expected \`${keyOf(item)}\``)
}

const placeOf = ({at}: Item): string => `${at.file}:${at.line}:${at.column}`
const keyOf = ({at, text}: Item): string => `${at.line} ${text.split(' ').slice(0, 6).join(' ')}`
