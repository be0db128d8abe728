import type * as z from 'zod'
import {checks, fieldsOf} from '../src/checks/index.ts'
import type {AnyCheck, Example} from '../src/model/index.ts'

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
const row = (...cells: string[]): string => `| ${cells.map(cell).join(' | ')} |`

function fieldTable(schema: z.ZodObject, io: 'input' | 'output'): string[] {
  const rows = fieldsOf(schema, io).map(({name, takes, usual, required, what}) => {
    const fallback = usual === null ? (required ? 'required' : '') : `\`${usual}\``
    return io === 'input' ? row(`\`${name}\``, takes, fallback, what) : row(`\`${name}\``, takes, what)
  })
  const head =
    io === 'input'
      ? [row('parameter', 'takes', 'unless said', 'what it is'), row('---', '---', '---', '---')]
      : [row('field', 'is', 'what it is'), row('---', '---', '---')]
  return [...head, ...rows]
}

const fence = (language: string, text: string): string => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``

function worldOf({files = {}, answers = {}, settings, environment}: Example['world']): string[] {
  const shown = Object.entries(answers).map(
    ([line, {status, headers = {}, body}]) =>
      `${line} -> ${status}${Object.entries(headers).map(([name, value]) => ` ${name}: ${value}`)}${body === undefined ? '' : `\n  ${body}`}`,
  )
  return [
    ...Object.entries(files).map(([name, text]) => `\`${name}\`:\n\n${fence('text', text)}\n`),
    ...(settings === undefined ? [] : [`Settings:\n\n${fence('yaml', settings)}\n`]),
    ...(environment === undefined ? [] : [`The environment:\n\n${fence('yaml', environment)}\n`]),
    ...(shown.length === 0 ? [] : [`The target answers:\n\n${fence('text', shown.join('\n'))}\n`]),
  ]
}

const exampleText = (example: Example): string[] => [
  `### ${example.title}\n`,
  `${fence('yaml', example.call)}\n`,
  ...worldOf(example.world),
  `Outcome: **${example.outcome}**.\n`,
]

function page(check: AnyCheck): string {
  const {usual} = check
  return [
    `# Check: ${check.name}\n`,
    `${check.summary}\n`,
    'This page is written from the check itself by `npm run docs`. Its examples run as tests.\n',
    '## Parameters\n',
    ...fieldTable(check.params, 'input'),
    '',
    'Beside them, every call takes `expect`, `when`, `from`, `needs`, `timeout`, `retry` and `why`.\n',
    '## What it sees\n',
    ...fieldTable(check.observation, 'output'),
    '',
    ...(usual === null ? [] : [`Unless a call says otherwise, it expects \`${usual}\`.\n`]),
    '## Examples\n',
    ...check.examples.flatMap(exampleText),
  ].join('\n')
}

/** A reference page for each check, by its path below `docs/reference`. */
export const checkPages = (): [string, string][] => checks.map((check) => [`checks/${check.name}.md`, page(check)])
