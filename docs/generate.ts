import {mkdir, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {schemaOf} from '../src/line/index.ts'
import {Authored} from '../src/model/authored.ts'
import {
  claimVerdicts,
  outcomes,
  ProblemSlug,
  problems,
  proofs,
  Reason,
  type Row,
  reasons,
  statuses,
} from '../src/model/index.ts'
import {Format, jsonSchema} from '../src/model/report.ts'
import {checkPages} from './check-pages.ts'
import {commandPage} from './command-page.ts'
import {filePages} from './file-pages.ts'
import {recordPage} from './record-page.ts'
import {rulePage} from './rule-page.ts'

/** What to do about each reason. */
const doing = {
  condition: 'Leave it if the condition says what you mean; `proofmark show ITEM` prints it.',
  'left-out': 'Leave it if those conditions say what you mean.',
  'attested-not-applicable': 'Leave it until the attestation lapses.',
  undetermined: 'State the fact in `proofmark.yaml`, or let the settings that it follows from be read.',
  dropped: 'Every gate counts it as dropped, and the reason given is shown with it.',
  grouping: 'What is below it is judged.',
  unbound: 'Bind it to a check or to an attestation in the bindings file beside the checklist.',
  expectation: 'Mend what the check saw, or waive it for a limited time.',
  exclusive: 'Let one option hold.',
  'none-chosen': 'Choose one of the options.',
  'stated-otherwise': 'Make what is stated in `proofmark.yaml` and the configuration agree.',
  changed:
    'Read both sentences; `proofmark ids --accept ITEM` lets the binding stand for the new one, or mend the binding.',
  duplicate: 'Reword one of the two, or give each an id of its own.',
  error: 'Read the message under the item: it says what the check could not see.',
  unreachable: 'Make the target answer; everything that needs it is blocked by this one cause.',
  'no-target': 'Give the environment a `target`.',
  capability: 'Add the line to `allow` that the message shows, if a run may do this.',
  credential: 'Set the variable or the file that the credential refers to.',
  needs: 'Mend what it needs first.',
  vantage: 'Run from that place with `--vantage NAME`; runs of several places are judged together.',
  interrupted: 'Run again.',
  'not-run': 'Run again.',
  stale: 'Run again, or let results count for longer with `fresh_for`.',
  missing:
    'Attest it for this environment with `proofmark attest ITEM --env NAME`; what was proven elsewhere proves nothing here.',
  void: 'Look again; `proofmark attest ITEM --again` shows what changed, and renews the word.',
  expired: 'Look again, and renew the word with `proofmark attest ITEM --again`.',
} as const satisfies Record<Reason, string>

const written = 'This page is written from the tables in the source by `npm run docs`.'

function problemsPage(): string {
  const rows = ProblemSlug.options.map((slug) => {
    const {stops, sentence, fix} = problems[slug]
    const effect = stops
      ? 'Nothing can be judged before it is mended: a run ends with exit code 2.'
      : 'It is shown, and stops nothing.'
    return `## ${slug}\n\n${sentence} ${effect}\n\n${fix}\n`
  })
  return [
    '# Problems\n',
    'A problem is something wrong in what an author wrote. Each is reported with its place, as `file:line:column`, and the name below.',
    'A message says what was unexpected and what was expected; this page says what to do.',
    `${written}\n`,
    ...rows,
  ].join('\n')
}

/** A heading whose anchor is the one that the table names. */
const entry = (title: string, {sentence}: Row, what = ''): string =>
  `### ${title}\n\n${sentence.charAt(0).toUpperCase()}${sentence.slice(1).replace(/\.$/, '')}.${what === '' ? '' : ` ${what}`}\n`

function statusesPage(): string {
  const list = (rows: Record<string, Row>, title = (slug: string): string => slug): string[] =>
    Object.entries(rows).map(([slug, row]) => entry(title(slug), row))
  const {unbound: _, ...shownProofs} = proofs
  return [
    '# Statuses and reasons\n',
    'Where an item stands, and why. A check only says what it saw; these words are made of that by fixed rules, the same everywhere.',
    `${written}\n`,
    '## Where an item stands\n',
    'An item that only groups others, or that is dropped, has no status.\n',
    ...list(statuses),
    '## Why it stands there\n',
    'Every status but `pass` has one of these reasons.\n',
    ...Reason.options.map((slug) => entry(slug, reasons[slug], doing[slug])),
    '## What became of a check call\n',
    ...list(outcomes, (slug) => `Outcome: ${slug}`),
    '## How an item is proven\n',
    'Derived from its binding, never written down. One that nothing is bound to is [unbound](#unbound).\n',
    ...list(shownProofs),
    '## What the box says, against the proof\n',
    'A box is a claim. It is held against the proof in the one environment that the boxes speak of, and changes no status.\n',
    ...list(claimVerdicts),
  ].join('\n')
}

/** Every generated page below `docs/reference`, by its path there. */
export async function pages(): Promise<Map<string, string>> {
  const json = (name: string, schema: object) =>
    [`schemas/${name}.json`, `${JSON.stringify(schema, null, 2)}\n`] as const
  const schemas = Format.options.map((name) => json(name, jsonSchema(name)))
  const written = await Promise.all(Authored.options.map(async (name) => json(name, await schemaOf(name))))
  return new Map([
    ['problems.md', problemsPage()],
    ['statuses.md', statusesPage()],
    ['records.md', recordPage()],
    ['commands.md', commandPage()],
    ...(await filePages()),
    rulePage(),
    ...checkPages(),
    ...schemas,
    ...written,
  ])
}

if (import.meta.main)
  for (const [name, text] of await pages()) {
    const file = path.join(import.meta.dirname, 'reference', name)
    await mkdir(path.dirname(file), {recursive: true})
    await writeFile(file, text)
  }
