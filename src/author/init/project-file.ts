import {ProjectFile} from '../../config/index.ts'
import {parseYaml} from '../../model/yaml.ts'
import {readYaml} from '../../model/yaml-read.ts'
import {type Block, commented, fileText, listed, listItem} from './commented.ts'
import type {Counted, Draft} from './draft.ts'
import {environmentBlocks} from './environment-lines.ts'
import type {Told} from './foreign.ts'
import {sameEnvironment} from './sources.ts'

const shown = 10

/** The file that an author's editor reads a YAML file by. */
export const modeline = (schema: string): string => `yaml-language-server: $schema=${schema}`

/** An entry that something told us of, or how it would be written. A sample begins with a small letter, a reason with a capital. */
const entry = (key: string, told: Told | null, why: (from: string) => string, sample: readonly string[]): Block =>
  told === null ? {comment: sample} : {comment: [why(told.from)], entry: [key, told.value]}

const many = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

function others(all: readonly Counted[]): string[] {
  if (all.length === 0) return []
  const lines = all.slice(0, shown).map(({file, items}) => listItem(file, many(items, 'item')))
  const more = all.length > shown ? [`And ${all.length - shown} more files.`] : []
  return ['Boxes stand here too, and nobody judges them unless you add the file.', ...lines, ...more]
}

const checklists = ({checklists: all, others: more}: Draft): Block => ({
  comment: ['The checklists that are judged, each with a NAME.bindings.yaml beside it; globs may be used.'],
  entry: [
    'checklists',
    listed(
      all.map(({file}) => file),
      others(more),
    ),
  ],
})

const docs = (draft: Draft): Block => {
  const what = 'it becomes the site, and keeps what people attest, in `records`.'
  return entry('docs', draft.docs, (from) => `The folder of your Markdown docs (${from}): ${what}`, [
    `The folder of your Markdown docs: ${what}`,
    'docs: docs',
  ])
}

function approvers({approvers: names}: Draft): Block {
  const what = 'Who may approve that an item is not met for a time (`proofmark waive`).'
  return names.length === 0
    ? {comment: [what, 'approvers: [lena.b, mei.t]']}
    : {comment: [what], entry: ['approvers', names]}
}

function claims({environments}: Draft): Block[] {
  const what = 'The environment that the boxes speak of.'
  const [first, second] = environments
  // One environment is meant without a word.
  if (first === undefined || second === undefined) return []
  const production = environments.find(({name}) => sameEnvironment(name, 'production'))
  return production === undefined
    ? [{comment: [what, `claims_for: ${first.name}`]}]
    : [{comment: [what], entry: ['claims_for', production.name]}]
}

const site = ({source}: Draft): Block =>
  source === null
    ? {
        comment: [
          'Where sources are browsed, so that `docs/launch.md:12` becomes a link.',
          'site:',
          '  source: https://example.com/blob/main/{file}#L{line}',
        ],
      }
    : {
        comment: [
          `Where sources are browsed (${source.from}). There could be a \`title\`, a \`url\`, an \`audience\`.`,
        ],
        entry: ['site', {source: source.value}],
      }

function blocksOf(draft: Draft): Block[] {
  const called = 'What reports and pages call the service'
  return [
    entry('service', draft.service, (from) => `${called} (${from}).`, [
      `${called}; the name of the folder unless said.`,
      'service: payments',
    ]),
    docs(draft),
    checklists(draft),
    {comment: ['Bindings that others wrote: a shipped name, or a path.', 'packs: [recsys]']},
    approvers(draft),
    ...claims(draft),
    site(draft),
    {
      comment: [
        'What must be met before something happens (`proofmark gate`); unless said, every item in every environment.',
        'gates:',
        `  go-live: {environments: [${draft.environments[0]?.name ?? 'production'}]}`,
      ],
    },
    ...environmentBlocks(draft),
  ]
}

/** `proofmark.yaml` with a reason for each line of it, and what could be added. */
export function projectText(draft: Draft): string {
  const head = [
    ...(draft.schemas === null ? [] : [modeline(`${draft.schemas}/project-file.json`)]),
    'What Proofmark reads first: which checklists it judges, and where. Written once by `proofmark init`; from here on it',
    'is yours. `proofmark lint` says what is wrong in it.',
  ]
  const text = fileText(head, commented(blocksOf(draft), true))
  mustBeRead(text)
  return text
}

/** What we write ourselves we must be able to read. */
function mustBeRead(source: string): void {
  const {yaml, problems} = parseYaml({file: 'proofmark.yaml', source})
  const read = yaml === null ? {problems} : readYaml(ProjectFile, yaml.root)
  if ('problems' in read)
    throw new Error(`Unexpected draft of \`proofmark.yaml\` that cannot be read: ${read.problems[0]?.message}`)
}
