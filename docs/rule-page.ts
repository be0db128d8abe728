import {stringify} from 'yaml'
import {rules} from '../src/author/suggest/rules/index.ts'
import type {Thing} from '../src/model/proposal.ts'

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
const fence = (language: string, text: string): string => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\n`

const readIn = (reads: readonly Thing[]): string =>
  reads.length === 0 ? 'Nothing is read in it.\n' : `Read in its last item:\n\n${fence('yaml', stringify(reads))}`

/** The reference page of the rules of `suggest`, by its path below `docs/reference`. */
export const rulePage = (): [string, string] => [
  'suggest-rules.md',
  [
    '# The rules of suggest\n',
    'Each rule reads one thing in the prose of an item, and [suggest](../guide/suggest.md) puts together what all of them read.',
    'This page is written from the rules themselves by `npm run docs`. Their examples run as tests.\n',
    '| rule | what it does |',
    '| --- | --- |',
    ...rules.map(({name, summary}) => `| [${name}](#${name}) | ${cell(summary)} |`),
    '',
    ...rules.flatMap(({name, summary, examples}) => [
      `## ${name}\n`,
      `${summary}\n`,
      ...examples.flatMap(({markdown, reads}) => [fence('markdown', markdown), readIn(reads)]),
    ]),
  ].join('\n'),
]
