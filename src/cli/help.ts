import {type Command, called} from './command.ts'

const lineOf = (left: string, says: string, width: number): string => `  ${left.padEnd(width)}  ${says}`

const usage = [
  ['proofmark COMMAND [OPTIONS]', 'see `proofmark COMMAND --help`'],
  ['proofmark FILE.md', 'what is in it, and what could be checked'],
  ['proofmark [FOLDER]', 'the same of all checklists below it'],
  ['proofmark --version', 'the version'],
] as const

/** What `proofmark --help` prints. */
export function help(commands: readonly Command[]): string {
  const lines = commands.map(({name, words, summary}) => [`${name} ${words}`, summary] as const)
  const width = Math.max(...[...usage, ...lines].map(([left]) => left.length))
  return [
    'Proofmark finds out which items of a Markdown checklist are true.',
    '',
    'Usage',
    ...usage.map(([left, says]) => lineOf(left, says, width)),
    '',
    'Commands',
    ...lines.map(([left, says]) => lineOf(left, says, width)),
    '',
    'Exit codes: 0 good, 1 judged and not good, 2 could not judge, 130 interrupted.',
    '',
  ].join('\n')
}

/** What `proofmark COMMAND --help` prints. */
export function commandHelp({name, words, summary, options}: Command): string {
  const lines = Object.entries(options).map(
    ([option, {value, says, multiple}]) =>
      [`--${option}${value === undefined ? '' : ` ${value}`}${multiple ? ' …' : ''}`, says] as const,
  )
  const all = [...lines, ['--help', 'This text'] as const]
  const width = Math.max(...all.map(([left]) => left.length))
  return [
    `${called({name})} ${words}`.trim(),
    '',
    summary,
    '',
    'Options',
    ...all.map(([left, says]) => lineOf(left, says, width)),
    '',
  ].join('\n')
}
