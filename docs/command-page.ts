import {type Command, called} from '../src/cli/command.ts'
import {commands} from '../src/cli/commands/index.ts'
import {overview} from '../src/cli/commands/overview.ts'

const could = '2 could not judge'
const gates = ['0 every gate that was judged is met', '1 one is not, or nobody can say', could]
const looked = ['0 shown', could]
const written = ['0 written', '2 nothing was written']

/** What each command ends with. */
const exits: Readonly<Record<string, readonly string[]>> = {
  '': looked,
  init: ['0 written, or shown', '2 nothing was written', '130 interrupted: nothing was written'],
  run: [...gates, '130 interrupted: what was finished is kept'],
  gate: gates,
  merge: ['0 kept', '2 the files do not fit together, and nothing is kept'],
  show: looked,
  history: looked,
  diff: ['0 nothing got worse', '1 something did', could],
  suggest: ['0 shown, or written', could],
  attest: written,
  waive: written,
  sync: ['0 boxes and proof agree, or were made to', '1 with `--check`: they do not', could],
  list: looked,
  plan: looked,
  lint: [
    '0 nothing is wrong',
    '1 something is',
    '2 something could not be looked at',
    '130 with `--watch`: ended by Ctrl-C',
  ],
  drill: ['0 every call can go red', '1 some call is vacuous', could],
  ids: looked,
  build: ['0 built', '2 could not build'],
  serve: ['130 ended by Ctrl-C', '2 could not serve'],
  dev: ['130 ended by Ctrl-C', '2 could not serve'],
  schema: ['0 printed', '2 no such schema'],
}

const cell = (text: string): string => text.replaceAll('|', '\\|')
/** The page of the guide that says how, where it is not called like the command. */
const guides: Readonly<Record<string, string>> = {
  '': 'overview',
  ...{
    build: 'pages',
    serve: 'pages',
    dev: 'pages',
    schema: 'editors',
    run: 'gate',
    list: 'ids',
    show: 'judging',
    diff: 'history',
    plan: 'judging',
  },
}

function section(command: Command): string[] {
  const {name, words, summary, options} = command
  const ends = exits[name]
  if (ends === undefined) throw new Error(`expected what \`${name}\` ends with, in docs/command-page.ts`)
  const rows = Object.entries(options).map(([option, {value, says, choices, multiple}]) => {
    const takes = choices === undefined ? (value ?? '') : choices.map((each) => `\`${each}\``).join(', ')
    return `| \`--${option}\` | ${cell(takes)}${multiple === true ? ' (several)' : ''} | ${cell(says)} |`
  })
  const table = rows.length === 0 ? [] : ['| option | takes | what it says |', '| --- | --- | --- |', ...rows, '']
  return [
    `## ${name === '' ? 'without a command' : name}\n`,
    `\`${`${called(command)} ${words}`.trim()}\`\n`,
    `${summary} [How](../guide/${guides[name] ?? name}.md).\n`,
    ...table,
    `Exit codes: ${ends.map((end) => end.replace(/^\d+/, '**$&**')).join('; ')}.\n`,
  ]
}

/** The reference page of all commands, from the tables that they read their own line by. */
export const commandPage = (): string =>
  [
    '# Commands\n',
    'Every command takes `--help`. Options may stand before or behind the words, as `--name value` or `--name=value`. This page is written',
    'from the option tables of the commands by `npm run docs`.\n',
    'Exit codes are the same everywhere: **0** good, **1** judged and not good, **2** could not judge, **130** interrupted. What could not be',
    'understood is one sentence on standard error: `Unexpected X, expected Y`, and what to do.\n',
    ...[overview, ...commands].flatMap(section),
  ].join('\n')
