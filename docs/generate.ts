import {mkdir, writeFile} from 'node:fs/promises'
import path from 'node:path'
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
import {recordPage} from './record-page.ts'

/** What to do about each problem; a row without a line does not compile. */
const mending = {
  'no-items':
    'Write at least one `- [ ] sentence` outside of code blocks and HTML comments, or take the file out of `checklists`.',
  'unreadable-file': 'Check the name and the permissions; a path is read from the folder that holds `proofmark.yaml`.',
  'too-large': 'Split the file.',
  'too-deep': 'Nest less: more than a few levels are hard to read for people too.',
  'front-matter':
    'Keep plain YAML between the two `---` lines; a first line `---` that is meant as a rule becomes `***`.',
  'dead-link': 'Correct the path, or write the page that it leads to.',
  'dead-anchor': 'Correct the part after `#`; the message names the headings that come near.',
  'looks-like-link': 'Write a space in an address as `%20`, or put the address in `<…>`.',
  'page-clash': 'Rename one of the files.',
  'empty-box': 'Write the sentence behind the box, or delete the line.',
  'unknown-mark': 'Use `[ ]`, `[x]`, or `[-]` for what does not apply.',
  'not-an-item': 'Turn it into a task list: `- [ ] sentence`.',
  'hidden-list': 'Put a blank line between the HTML and the list.',
  'list-not-started': 'Put a blank line above the first numbered line.',
  'stray-comment': "Move the comment to the end of its item's first paragraph, where no formatter moves it.",
  'duplicate-id': 'Give one of the two another id.',
  'wrong-id': 'Write letters and digits, with `-`, `_`, `.` or `/` between them.',
  'duplicate-item': 'Reword one of the two, or give each an id: `<!-- proofmark: ID -->` at its end.',
  'claim-over-open-child': 'Tick the child when it is done, or untick the parent.',
  yaml: 'Mend the YAML at the place that is named; quote text that holds `: `, ` #`, `{` or `[`.',
  'null-value': 'Give the key a value, or delete it.',
  'unknown-key': 'Correct the key; the message says which one was probably meant.',
  'wrong-value': 'Give a value of the kind that the message names.',
  'missing-variable': 'Set the variable where the command runs, or write a default: `${NAME:-default}`.',
  'unknown-environment': 'Use a name that `proofmark.yaml` declares under `environments`.',
  'unknown-tenant': 'Use an id that the environment lists under `tenants`.',
  'unknown-pack': 'Use the name of a shipped pack, or a path from the project folder.',
  'no-checklist': 'Correct the pattern in `checklists`, or name a file on the command line.',
  expression: 'Mend the expression at the caret; it is CEL, with `&&`, `||`, `!` and `==`.',
  'unknown-setting': 'Declare the variable under `settings`, with how the service reads it.',
  'unknown-fact': 'Declare the fact, or the value, under `facts`.',
  'refused-expression': 'Say the condition with declared facts and `&&`, `||`, `!`: what is unknown must stay unknown.',
  'unknown-item': 'Use an id that `proofmark list` gives; the message names the nearest ones.',
  'ambiguous-item': 'Use one of the longer ids that the message names.',
  'matches-nothing': 'Correct the rule, or delete it.',
  'unknown-check': 'Use a check that exists; the message says which one was probably meant.',
  'one-check': 'Keep one check in each call; a second one is a call of its own.',
  shorthand: 'Write it as the message shows, or give the parameters one by one.',
  parameter: 'Give the parameter as the check takes it.',
  expectation: 'Name fields that the check observes, with values or operators of their kind.',
  'unknown-reference': 'Use `${tenant}`, or nothing: a call knows no other names.',
  choice: 'Let each option name a value of the fact that its parent chooses, each once.',
  'needs-cycle': 'Take one `needs` out of the circle.',
  vacuous:
    'Give the call an `expect` that some answer would not meet; `proofmark drill` says what it was shown and let pass.',
  'text-changed': 'Read the sentence again; if the checks still prove it, write the new one as `text` of the binding.',
  'run-file': 'Delete the file, or run again: a newer run takes its place.',
  record:
    'Mend the record as the message says; until then it counts for nothing. [Records](records.md) lists the fields.',
  gate: 'Use environments, tenants and sections that exist.',
} as const satisfies Record<ProblemSlug, string>

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
  changed: 'Read the sentence again; accept it, or mend the binding.',
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
    const {stops, sentence} = problems[slug]
    const effect = stops
      ? 'Nothing can be judged before it is mended: a run ends with exit code 2.'
      : 'It is shown, and stops nothing.'
    return `## ${slug}\n\n${sentence} ${effect}\n\n${mending[slug]}\n`
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
export function pages(): Map<string, string> {
  const schemas = Format.options.map(
    (name) => [`schemas/${name}.json`, `${JSON.stringify(jsonSchema(name), null, 2)}\n`] as const,
  )
  return new Map([
    ['problems.md', problemsPage()],
    ['statuses.md', statusesPage()],
    ['records.md', recordPage()],
    ...checkPages(),
    ...schemas,
  ])
}

if (import.meta.main)
  for (const [name, text] of pages()) {
    const file = path.join(import.meta.dirname, 'reference', name)
    await mkdir(path.dirname(file), {recursive: true})
    await writeFile(file, text)
  }
