/** A row of the table of problems. */
export interface ProblemRow {
  /** True when nothing can be judged before it is mended (exit code 2). */
  readonly stops: boolean
  readonly sentence: string
  /** What an author does about it. */
  readonly fix: string
}

/** Every problem that Proofmark can report: whether it stops a run, and what it means. */
export const problems = {
  // what was asked for
  'no-items': {
    stops: true,
    sentence: 'A checklist has no task item, so there is nothing to judge.',
    fix: 'Write at least one `- [ ] sentence` outside of code blocks and HTML comments, or take the file out of `checklists`.',
  },
  'unreadable-file': {
    stops: true,
    sentence: 'A file that was named cannot be read, or one cannot be written.',
    fix: 'Check the name and the permissions; a path is read from the folder that holds `proofmark.yaml`.',
  },
  'too-large': {
    stops: true,
    sentence: 'A file is larger than the bound.',
    fix: 'Split the file.',
  },
  'too-deep': {
    stops: true,
    sentence: 'A document nests deeper than the bound.',
    fix: 'Nest less: more than a few levels are hard to read for people too.',
  },
  // documents
  'front-matter': {
    stops: true,
    sentence: 'The block between the two `---` lines is not what it should be.',
    fix: 'Keep plain YAML between the two `---` lines; a first line `---` that is meant as a rule becomes `***`.',
  },
  'page-front-matter': {
    stops: false,
    sentence: 'The block between the two `---` lines of a page that is no checklist is not what it should be.',
    fix: 'Keep plain YAML between the two `---` lines; a first line `---` that is meant as a rule becomes `***`.',
  },
  navigation: {
    stops: false,
    sentence: 'The navigation of the docs in `mkdocs.yml` is not what it should be.',
    fix: 'Mend `mkdocs.yml` at the place that is named; pages that `nav` lacks stand in the sidebar below those that it has.',
  },
  'dead-link': {
    stops: false,
    sentence: 'A link leads to a file that does not exist, or has no address.',
    fix: 'Correct the path, or write the page that it leads to.',
  },
  'dead-anchor': {
    stops: false,
    sentence: 'A link leads to a heading that does not exist.',
    fix: 'Correct the part after `#`; the message names the headings that come near.',
  },
  'looks-like-link': {
    stops: false,
    sentence: 'Text looks like a link, and Markdown does not read it as one.',
    fix: 'Write a space in an address as `%20`, or put the address in `<…>`.',
  },
  'page-clash': {
    stops: true,
    sentence: 'Two files ask for the same page, or one asks for a page of the site itself.',
    fix: 'Rename one of the files.',
  },
  // items
  'empty-box': {
    stops: false,
    sentence: 'A box without a sentence is no task item.',
    fix: 'Write the sentence behind the box, or delete the line.',
  },
  'unknown-mark': {
    stops: false,
    sentence: 'A bullet starts with a mark that is no box.',
    fix: 'Use `[ ]`, `[x]`, or `[-]` for what does not apply.',
  },
  'not-an-item': {
    stops: false,
    sentence: 'A box stands where Markdown knows no task item.',
    fix: 'Turn it into a task list: `- [ ] sentence`.',
  },
  'hidden-list': {
    stops: false,
    sentence: 'A list with boxes is swallowed by raw HTML above it.',
    fix: 'Put a blank line between the HTML and the list.',
  },
  'list-not-started': {
    stops: false,
    sentence: 'A line with a box right below a paragraph starts no list.',
    fix: 'Put a blank line above the first numbered line; put fewer than four blanks before a bullet.',
  },
  'stray-comment': {
    stops: false,
    sentence: "A comment of ours stands outside an item's own paragraph.",
    fix: "Move the comment to the end of its item's first paragraph, where no formatter moves it.",
  },
  'wrong-id': {
    stops: true,
    sentence: 'An id that an author wrote has a form that ids cannot have.',
    fix: 'Write letters and digits, with `-`, `_`, `.` or `/` between them.',
  },
  'duplicate-id': {
    stops: true,
    sentence: 'Two items carry the same pinned or visible id.',
    fix: 'Give one of the two another id.',
  },
  'duplicate-item': {
    stops: false,
    sentence: 'Two items say the same in the same place.',
    fix: 'Reword one of the two, or give each an id: `<!-- proofmark: ID -->` at the end of its sentence.',
  },
  'claim-over-open-child': {
    stops: false,
    sentence: 'A ticked box stands over an applicable unticked one.',
    fix: 'Tick the child when it is done, or untick the parent.',
  },
  // YAML
  yaml: {
    stops: true,
    sentence: 'A YAML file cannot be read, or its reader warns.',
    fix: 'Mend the YAML at the place that is named; quote text that holds `: `, ` #`, `{` or `[`.',
  },
  'null-value': {
    stops: true,
    sentence: 'A key has no value.',
    fix: 'Give the key a value, or delete it.',
  },
  'unknown-key': {
    stops: true,
    sentence: 'A key is not known.',
    fix: 'Correct the key; the message says which one was probably meant.',
  },
  'wrong-value': {
    stops: true,
    sentence: 'A value is not of the kind that its key takes.',
    fix: 'Give a value of the kind that the message names.',
  },
  // proofmark.yaml
  'missing-variable': {
    stops: true,
    sentence: 'A variable that is referred to is not set.',
    fix: 'Set the variable where the command runs, or write a default: `${NAME:-default}`.',
  },
  'unknown-environment': {
    stops: true,
    sentence: 'An environment is named that does not exist.',
    fix: 'Use a name that `proofmark.yaml` declares under `environments`.',
  },
  'unknown-pack': {
    stops: true,
    sentence: 'A pack is named that does not exist.',
    fix: 'Use the name of a shipped pack, or a path from the project folder.',
  },
  'no-checklist': {
    stops: true,
    sentence: 'No file fits what `checklists` asks for.',
    fix: 'Correct the pattern in `checklists`, or name a file on the command line.',
  },
  'own-check': {
    stops: true,
    sentence: "A file of the project's own checks gives no check that can be used.",
    fix: 'Mend the file as the message says; `docs/guide/write-a-check.md` in the repository shows a complete one.',
  },
  // settings, facts, conditions
  expression: {
    stops: true,
    sentence: 'An expression cannot be read.',
    fix: 'Mend the expression at the caret; it is CEL, with `&&`, `||`, `!` and `==`.',
  },
  'unknown-setting': {
    stops: true,
    sentence: 'An expression reads a setting that `settings` does not declare.',
    fix: 'Declare the variable under `settings`, with how the service reads it.',
  },
  'unknown-fact': {
    stops: true,
    sentence: 'A fact, or a value of one, is not declared.',
    fix: 'Declare the fact, or the value, under `facts`.',
  },
  'refused-expression': {
    stops: true,
    sentence: 'An expression uses something that would turn unknown into false.',
    fix: 'Say the condition with declared facts and `&&`, `||`, `!`: what is unknown must stay unknown.',
  },
  // bindings
  'unknown-item': {
    stops: false,
    sentence: 'An item is named that no checklist has.',
    fix: 'Use an id that `proofmark list` gives. Where the item was reworded, `proofmark ids` finds it, and `proofmark ids --keep OLD=NEW` keeps the old id.',
  },
  'ambiguous-item': {
    stops: true,
    sentence: 'A name fits several items.',
    fix: 'Use one of the longer ids that the message names.',
  },
  'matches-nothing': {
    stops: false,
    sentence: 'A rule of `match` fits no item.',
    fix: 'Correct the rule, or delete it.',
  },
  'unknown-check': {
    stops: true,
    sentence: 'A check is named that does not exist.',
    fix: 'Use a check that exists; the message says which one was probably meant.',
  },
  'one-check': {
    stops: true,
    sentence: 'A check call must name exactly one check.',
    fix: 'Keep one check in each call; a second one is a call of its own.',
  },
  shorthand: {
    stops: true,
    sentence: 'A shorthand cannot be read.',
    fix: 'Write it as the message shows, or give the parameters one by one.',
  },
  parameter: {
    stops: true,
    sentence: 'A parameter of a check is not what it should be.',
    fix: 'Give the parameter as the check takes it.',
  },
  expectation: {
    stops: true,
    sentence: 'An expectation cannot be read.',
    fix: 'Name fields that the check observes, with values or operators of their kind.',
  },
  'unknown-reference': {
    stops: true,
    sentence: 'A `${…}` in a check call refers to nothing.',
    fix: 'Use `${tenant}`, or nothing: a call knows no other names.',
  },
  choice: {
    stops: true,
    sentence: 'A choice and its options do not fit the declared facts.',
    fix: 'Let each option name a value of the fact that its parent chooses, each once.',
  },
  'needs-cycle': {
    stops: true,
    sentence: 'Items need each other in a circle.',
    fix: 'Take one `needs` out of the circle.',
  },
  vacuous: {
    stops: false,
    sentence: 'A check call passes whatever is seen, so its pass says nothing.',
    fix: 'Give the call an `expect` that some answer would not meet; `proofmark drill` says what it was shown and let pass.',
  },
  'text-changed': {
    stops: false,
    sentence: 'A sentence is no longer the one that its binding was written for.',
    fix: 'Read the sentence again; if the binding still proves it, `proofmark ids --accept ITEM` renews the `text` of the binding.',
  },
  // runs
  'run-file': {
    stops: false,
    sentence: 'A run cannot be read or kept, and counts for nothing.',
    fix: 'Delete the file, or run again: a newer run takes its place.',
  },
  // records
  record: {
    stops: false,
    sentence: 'A record is not valid, and counts for nothing.',
    fix: 'Mend the record as the message says; until then it counts for nothing. `docs/reference/records.md` lists the fields.',
  },
  // gates
  gate: {
    stops: true,
    sentence: 'A gate names what does not exist.',
    fix: 'Use environments, tenants and sections that exist.',
  },
} as const satisfies Record<string, ProblemRow>

/** The docs page of a problem. */
export const problemPage = (slug: keyof typeof problems): string => `docs/reference/problems.md#${slug}`
