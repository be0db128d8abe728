/** A row of the table of problems. */
export interface ProblemRow {
  /** True when nothing can be judged before it is mended (exit code 2). */
  readonly stops: boolean
  readonly sentence: string
}

/** Every problem that Proofmark can report: whether it stops a run, and what it means. */
export const problems = {
  // what was asked for
  'no-items': {stops: true, sentence: 'A checklist has no task item, so there is nothing to judge.'},
  'unreadable-file': {stops: true, sentence: 'A file that was named cannot be read.'},
  'too-large': {stops: true, sentence: 'A file is larger than the bound.'},
  'too-deep': {stops: true, sentence: 'A document nests deeper than the bound.'},
  // documents
  'front-matter': {stops: true, sentence: 'The block between the two `---` lines is not what it should be.'},
  'dead-link': {stops: false, sentence: 'A link leads to a file that does not exist.'},
  'dead-anchor': {stops: false, sentence: 'A link leads to a heading that does not exist.'},
  'looks-like-link': {stops: false, sentence: 'Text looks like a link, and Markdown does not read it as one.'},
  'page-clash': {stops: true, sentence: 'Two files ask for the same page.'},
  // items
  'empty-box': {stops: false, sentence: 'A box without a sentence is no task item.'},
  'unknown-mark': {stops: false, sentence: 'A bullet starts with a mark that is no box.'},
  'not-an-item': {stops: false, sentence: 'A box stands where Markdown knows no task item.'},
  'hidden-list': {stops: false, sentence: 'A list with boxes is swallowed by raw HTML above it.'},
  'list-not-started': {stops: false, sentence: 'A numbered line with a box right below a paragraph starts no list.'},
  'stray-comment': {stops: false, sentence: "A comment of ours stands outside an item's own paragraph."},
  'wrong-id': {stops: true, sentence: 'An id that an author wrote has a form that ids cannot have.'},
  'duplicate-id': {stops: true, sentence: 'Two items carry the same pinned or visible id.'},
  'duplicate-item': {stops: false, sentence: 'Two items say the same in the same place.'},
  'claim-over-open-child': {stops: false, sentence: 'A ticked box stands over an applicable unticked one.'},
  // YAML
  yaml: {stops: true, sentence: 'A YAML file cannot be read, or its reader warns.'},
  'null-value': {stops: true, sentence: 'A key has no value.'},
  'unknown-key': {stops: true, sentence: 'A key is not known.'},
  'wrong-value': {stops: true, sentence: 'A value is not of the kind that its key takes.'},
  // proofmark.yaml
  'missing-variable': {stops: true, sentence: 'A variable that is referred to is not set.'},
  'unknown-environment': {stops: true, sentence: 'An environment is named that does not exist.'},
  'unknown-tenant': {stops: true, sentence: 'A tenant is named that does not exist.'},
  'unknown-pack': {stops: true, sentence: 'A pack is named that does not exist.'},
  'no-checklist': {stops: true, sentence: 'No file fits what `checklists` asks for.'},
  // settings, facts, conditions
  expression: {stops: true, sentence: 'An expression cannot be read.'},
  'unknown-setting': {stops: true, sentence: 'An expression reads a setting that `settings` does not declare.'},
  'unknown-fact': {stops: true, sentence: 'A fact, or a value of one, is not declared.'},
  'refused-expression': {stops: true, sentence: 'An expression uses something that would turn unknown into false.'},
  // bindings
  'unknown-item': {stops: false, sentence: 'An item is named that no checklist has.'},
  'ambiguous-item': {stops: true, sentence: 'A name fits several items.'},
  'matches-nothing': {stops: false, sentence: 'A rule of `match` fits no item.'},
  'unknown-check': {stops: true, sentence: 'A check is named that does not exist.'},
  'one-check': {stops: true, sentence: 'A check call must name exactly one check.'},
  shorthand: {stops: true, sentence: 'A shorthand cannot be read.'},
  parameter: {stops: true, sentence: 'A parameter of a check is not what it should be.'},
  expectation: {stops: true, sentence: 'An expectation cannot be read.'},
  'unknown-reference': {stops: true, sentence: 'A `${…}` in a check call refers to nothing.'},
  choice: {stops: true, sentence: 'A choice and its options do not fit the declared facts.'},
  'needs-cycle': {stops: true, sentence: 'Items need each other in a circle.'},
  vacuous: {stops: false, sentence: 'A check call passes whatever is seen, so its pass says nothing.'},
  'text-changed': {stops: false, sentence: 'A sentence is no longer the one that its binding was written for.'},
  // runs
  'run-file': {stops: false, sentence: 'A kept run cannot be read, and counts for nothing.'},
  // records
  record: {stops: false, sentence: 'A record is not valid, and counts for nothing.'},
  // gates
  gate: {stops: true, sentence: 'A gate names what does not exist.'},
} as const satisfies Record<string, ProblemRow>

/** The docs page of a problem. */
export const problemPage = (slug: keyof typeof problems): string => `docs/reference/problems.md#${slug}`
