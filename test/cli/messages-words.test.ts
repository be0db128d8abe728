import {describe} from 'vitest'
import {type Row, read} from './messages.ts'

const rows: readonly Row[] = [
  [
    'a name of nobody',
    {'l.bindings.yaml': 'items:\n  access/one:\n    checks:\n      - http: GET /a\n        expect: "stats == 200"\n'},
    'lint',
    1,
    'l.bindings.yaml:5:18 Unexpected name `stats`, did you mean `status`? [expectation]\n    stats == 200\n    ^',
  ],
  [
    'one sign too few',
    {'l.bindings.yaml': 'items:\n  access/one:\n    checks:\n      - http: GET /a\n        expect: "status = 200"\n'},
    'lint',
    1,
    'l.bindings.yaml:5:25 Unexpected single `=`, expected `==` [expectation]\n    status = 200\n           ^',
  ],
  [
    'no answer of yes or no',
    {'l.bindings.yaml': 'items:\n  access/one:\n    checks:\n      - http: GET /a\n        expect: "status"\n'},
    'lint',
    1,
    'l.bindings.yaml:5:18 Unexpected whole number, expected an expression that is true or false [expectation]\n    status\n    ^',
  ],
  [
    'kinds that do not go together',
    {
      'l.bindings.yaml':
        'items:\n  access/one:\n    checks:\n      - http: GET /a\n        expect: "status == \\"a\\""\n',
    },
    'lint',
    1,
    'l.bindings.yaml:5:17 Unexpected `==` between a whole number and text, expected two values that it goes with [expectation]\n    status == "a"\n    ^',
  ],
  [
    'a word for a sign',
    {
      'l.bindings.yaml':
        'items:\n  access/one:\n    checks:\n      - http: GET /a\n        expect: "status == 200 and true"\n',
    },
    'lint',
    1,
    'l.bindings.yaml:5:32 Unexpected `and`, expected `&&` [expectation]\n    status == 200 and true\n                  ^',
  ],
  [
    'a function of nobody',
    {'l.bindings.yaml': 'items:\n  access/one:\n    checks:\n      - http: GET /a\n        expect: "foo(status)"\n'},
    'lint',
    1,
    'l.bindings.yaml:5:18 Unexpected call of `foo`, expected a function of CEL over values that it goes with [expectation]\n    foo(status)\n    ^',
  ],
  [
    'a sign too many',
    {'l.bindings.yaml': 'items:\n  access/one:\n    checks:\n      - http: GET /a\n        expect: "status == 200)"\n'},
    'lint',
    1,
    'l.bindings.yaml:5:31 Unexpected `)`, expected CEL [expectation]\n    status == 200)\n                 ^',
  ],
  [
    'a text without its second quote',
    {'l.bindings.yaml': 'items:\n  access/one:\n    checks:\n      - http: GET /a\n        expect: "status == \'a"\n'},
    'lint',
    1,
    "l.bindings.yaml:5:28 Unexpected end of a text in quotes, expected its second quote [expectation]\n    status == 'a\n              ^",
  ],
  [
    'a name behind a number',
    {
      'l.bindings.yaml':
        'items:\n  access/one:\n    checks:\n      - http: GET /a\n        expect: "status.foo == 1"\n',
    },
    'lint',
    1,
    'l.bindings.yaml:5:25 Unexpected name or `[…]` behind a whole number, expected it behind a map or a list [expectation]\n    status.foo == 1\n           ^',
  ],
  [
    'nothing',
    {'l.bindings.yaml': 'items:\n  access/one:\n    checks:\n      - http: GET /a\n        expect: "  "\n'},
    'lint',
    1,
    'l.bindings.yaml:5:17 Unexpected empty expression, expected CEL [expectation]',
  ],
  [
    'two of one id',
    {
      'l.md':
        '## Access\n\n- [ ] One\n- [ ] Two\n- [ ] Three <!-- proofmark: a -->\n- [ ] Four <!-- proofmark: a -->\n',
    },
    'lint',
    1,
    'l.md:6:1 Unexpected id `a`, which another item has, expected one that no other item has (case does not count) (also l.md:5:1) [duplicate-id]',
  ],
  [
    'two of one sentence',
    {'l.md': '## Access\n\n- [ ] One\n- [ ] Two\n- [ ] Three\n- [ ] Three\n'},
    'lint',
    1,
    'l.md:6:1 Unexpected item `Three`, which stands a second time below the same headings and parents, expected other words, or a pinned id for each (also l.md:5:1) [duplicate-item]',
  ],
]

describe('what is wrong in an expression, or stands twice, is told in our own words', () => read(rows))
