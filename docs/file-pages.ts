import * as z from 'zod'
import {Common} from '../src/bindings/draft.ts'
import {checks} from '../src/checks/index.ts'
import {operatorNames} from '../src/expr/index.ts'
import {schemaOf} from '../src/line/index.ts'
import {fieldSections, fieldTable} from './field-table.ts'

const written = 'This page is written from the schema by `npm run docs`.'

/** The reference pages of the files that authors write, by path below `docs/reference`. */
export const filePages = async (): Promise<[string, string][]> => [
  ['project-file.md', projectPage(await schemaOf('project-file'))],
  ['bindings-file.md', bindingsPage(await schemaOf('bindings-file'))],
]

const projectPage = (schema: object): string =>
  [
    '# proofmark.yaml\n',
    'The project: which checklists are judged, in which environments, and by which gates. It stands at the root of the repository; only',
    `\`checklists\` is required. An unknown key is a problem, with the nearest known one. ${written}\n`,
    '```yaml',
    '# proofmark.yaml',
    'checklists: [docs/launch.md]',
    'environments:',
    '  production:',
    '    target: https://orders.example',
    '    config: [deploy/production.env]',
    '```\n',
    '`${NAME}` in a text stands for a variable of the process, `${NAME:-text}` for it or else that text. A variable that is missing stops',
    'the environment that names it, and no other. `proofmark schema project-file` prints the schema for [editors](../guide/editors.md).\n',
    ...fieldSections(schema),
  ].join('\n')

function bindingsPage(schema: object): string {
  const call = '[check call](#check-calls)'
  const named = {'#/definitions/call': call}
  return [
    '# Bindings files\n',
    'A bindings file says how the items of a checklist are proven. `NAME.bindings.yaml` stands beside `NAME.md`; a pack is the same format',
    `under a name of its own. ${written}\n`,
    '```yaml',
    '# docs/launch.bindings.yaml',
    'settings:',
    '  DEBUG_HEADERS: {as: bool, default: "false"}',
    'items:',
    '  access/debug-headers:',
    '    text: Debug headers are off (DEBUG_HEADERS=false)',
    '    checks:',
    '      - env: DEBUG_HEADERS=false',
    '```\n',
    'What a pack says comes first, the file beside the checklist has the last word: `checks` takes the place of what a pack has, `checks+` is',
    'added to it, and every `when` must hold. [Suggest](../guide/suggest.md) writes first entries, and `proofmark schema bindings-file` prints',
    'the schema for [editors](../guide/editors.md).\n',
    ...fieldSections(schema, named),
    '## Check calls\n',
    'A check call is a map with one key that names a check. Its value is the shorthand, with parameters beside it, or a map of all',
    'parameters. `any:` with a list of calls passes if one of them does.\n',
    '| check | what it does |',
    '| --- | --- |',
    ...checks.map(({name, summary}) => `| [\`${name}\`](checks/${name}.md) | ${summary} |`),
    '',
    'Beside the parameters every call takes:\n',
    ...fieldTable(z.toJSONSchema(Common, {io: 'input', unrepresentable: 'any'})),
    '`expect` is a text in CEL over what the check saw, or a map of fields with a value or operators each, or a map of operators over all of',
    `it: ${operatorNames.map((name) => `\`${name}\``).join(', ')}.`,
    '',
  ].join('\n')
}
