import type {ProblemSlug} from '../../src/model/index.ts'

/** A smallest project that has one problem, and where it is. */
export interface Wrong {
  files: Record<string, string>
  /** `file:line:column`, or null where no file is to blame. */
  at: string | null
  argv?: string[]
}

const list = '# L\n\n## Access\n\n- [ ] One\n'
const md = (text: string, at: string): Wrong => ({files: {'l.md': text}, at: `l.md:${at}`})
const page = (text: string, at: string): Wrong => ({
  files: {'l.md': list, 'docs/p.md': text},
  at: `docs/p.md:${at}`,
})
const yaml = (text: string, at: string | null, more: Record<string, string> = {}): Wrong => ({
  files: {'l.md': list, 'proofmark.yaml': text, ...more},
  at: at === null ? null : `proofmark.yaml:${at}`,
})
const bound = (text: string, at: string, checklist = list): Wrong => ({
  files: {'l.md': checklist, 'l.bindings.yaml': text},
  at: `l.bindings.yaml:${at}`,
})
const calls = (text: string, at: string): Wrong => bound(`items:\n  access/one:\n    checks:\n${text}`, at)
const mode = 'facts: {mode: {values: {a: "true", b: "false"}}}\n'

/** For every problem of the table the smallest project that has it, and no other. */
export const wrongs: Readonly<Record<ProblemSlug, Wrong>> = {
  'no-items': md('# L\n', '1:1'),
  'unreadable-file': {files: {'l.md': list}, at: null, argv: ['none.md']},
  'too-large': md(`- [ ] One\n${'\n'.repeat(200_001)}`, '1:1'),
  'too-deep': md(`- [ ] One\n\n${'> '.repeat(150)}deep\n`, '3:1'),
  'front-matter': md('---\ntitle: [\n---\n\n- [ ] One\n', '2:9'),
  'page-front-matter': page('---\ntitle: [\n---\n\n# P\n', '2:9'),
  navigation: {files: {'l.md': list, 'docs/p.md': '# P\n', 'mkdocs.yml': 'nav: [gone.md]\n'}, at: 'mkdocs.yml:1:7'},
  'dead-link': md('- [ ] One [page](none.md)\n', '1:11'),
  'dead-anchor': md('# L\n\n- [ ] One [part](#none)\n', '3:11'),
  'looks-like-link': md('- [ ] One [page](a page.md)\n', '1:11'),
  'page-clash': {
    files: {
      'proofmark.yaml': 'docs: .\nchecklists: [l.md]\n',
      'l.md': list,
      'items/l/access/one.md': '# Taken\n',
    },
    at: 'items/l/access/one.md:1:1',
  },
  'empty-box': md('- [ ] One\n- [ ]\n', '2:3'),
  'unknown-mark': md('- [ ] One\n- [?] Two\n', '2:3'),
  'not-an-item': md('- [ ] One\n\n[ ] Two\n', '3:1'),
  'hidden-list': md('- [ ] One\n\n<div>\n- [ ] Two\n</div>\n', '4:1'),
  'list-not-started': md('- [ ] One\n\nWords\n2. [ ] Two\n', '4:1'),
  'stray-comment': md('- [ ] One\n\n<!-- proofmark: a/b -->\n', '3:1'),
  'wrong-id': md('- [ ] One <!-- proofmark: a b -->\n', '1:11'),
  'duplicate-id': md('- [ ] One <!-- proofmark: a -->\n- [ ] Two <!-- proofmark: a -->\n', '2:1'),
  'duplicate-item': md('- [ ] One\n- [ ] One\n', '2:1'),
  'claim-over-open-child': md('- [x] One:\n  - [ ] Two\n', '1:1'),
  yaml: bound('items:\n  access/one: {drop: a: b}\n', '2:22'),
  'null-value': bound('items:\n  access/one:\n', '2:14'),
  'unknown-key': bound('items:\n  access/one: {ownr: me}\n', '2:16'),
  'wrong-value': bound('items:\n  access/one: {level: must, owner: me}\n', '2:23'),
  'missing-variable': yaml('checklists: [l.md]\nenvironments:\n  prod: {target: "${NOWHERE}"}\n', '3:18'),
  'unknown-environment': yaml('checklists: [l.md]\nclaims_for: prod\n', '2:13'),
  'unknown-pack': yaml('checklists: [l.md]\npacks: [none]\n', '2:9'),
  'no-checklist': yaml('checklists: [l.md, none.md]\n', '1:20'),
  'own-check': yaml('checklists: [l.md]\nchecks: [none.ts]\n', '2:10'),
  expression: bound('facts: {a: {}}\nitems:\n  access/one: {drop: x, when: facts.a &&}\n', '3:41'),
  'unknown-setting': bound('facts: {a: {values: {b: config.NONE, c: "true"}}}\n', '1:32'),
  'unknown-fact': bound('items:\n  access/one: {drop: x, when: facts.none}\n', '2:37'),
  'refused-expression': bound('facts: {a: {}}\nitems:\n  access/one: {drop: x, when: has(facts.a)}\n', '3:31'),
  'unknown-item': bound('items:\n  access/none: {owner: me}\n', '2:3'),
  'ambiguous-item': bound(
    'items:\n  access/a-b: {owner: me}\n',
    '2:3',
    '## Access\n\n- [ ] Here `a/b`\n- [ ] There `a/b`\n',
  ),
  'matches-nothing': bound('match:\n  - section: None\n    owner: me\n', '2:5'),
  'unknown-check': calls('      - htp: GET /a\n', '4:9'),
  'one-check': calls('      - env: A\n        http: GET /a\n', '4:9'),
  shorthand: calls('      - http: /a\n', '4:15'),
  parameter: calls('      - http: GET /a\n        heders: {}\n', '5:9'),
  expectation: calls('      - http: GET /a\n        expect: {stats: 200}\n', '5:17'),
  'unknown-reference': calls('      - http: GET /${who} -> 200\n', '4:9'),
  choice: bound(`${mode}items:\n  access/one: {option: a}\n`, '3:24'),
  'needs-cycle': calls('      - http: GET /a -> 200\n        needs: [access/one]\n', '4:9'),
  vacuous: calls('      - http: GET /a\n        expect: status > 0 || status <= 0\n', '4:9'),
  'text-changed': bound('items:\n  access/one: {owner: me, text: Two}\n', '2:33'),
  'run-file': {
    files: {
      'l.md': list,
      'proofmark.yaml': 'checklists: [l.md]\n',
      '.proofmark/runs/local/2026-11-24T14-02-11Z-9f31c2.json': 'no run',
    },
    at: '.proofmark/runs/local/2026-11-24T14-02-11Z-9f31c2.json:1:1',
  },
  record: {
    files: {'l.md': list, 'proofmark.yaml': 'docs: docs\nchecklists: [l.md]\n', 'docs/records/r.md': '# None\n'},
    at: 'docs/records/r.md:1:1',
  },
  gate: yaml('checklists: [l.md]\ngates: {go: {environments: [prod]}}\n', '2:29'),
}
