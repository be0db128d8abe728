import {expect, test} from 'vitest'
import {reporters} from '../../../src/report/index.ts'
import {dataOf, hostile, hostileTexts, launchData, report} from './data.ts'

/** Reads workflow commands as the runner of GitHub Actions does. */
function read(text: string) {
  return text
    .split(/\r\n|\r|\n/)
    .filter((line) => line !== '')
    .map((line) => {
      const match = /^::(\w+) (.*?)::(.*)$/.exec(line)
      if (match === null) throw new Error(`expected a workflow command, got ${line}`)
      const [, kind = '', given = '', message = ''] = match
      const properties = given.split(',').map((each) => {
        const cut = each.indexOf('=')
        return [
          each.slice(0, cut),
          decoded(each.slice(cut + 1))
            .replaceAll('%3A', ':')
            .replaceAll('%2C', ','),
        ]
      })
      return {kind, ...Object.fromEntries(properties), message: decoded(message)}
    })
}

const decoded = (text: string): string => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')

test('what fails is an error at its line, what is blocked a warning, the answer of a gate a notice', () => {
  const all = read(report('github', launchData()))
  expect(all).toMatchObject([
    {kind: 'error', file: 'docs/launch.md', line: '11', col: '3', title: 'production: ticked, and not so'},
    {kind: 'warning', file: 'docs/launch.md', line: '17', title: 'production: blocked'},
    {kind: 'notice', title: 'production'},
  ])
  expect(all[0]?.message.split('\n')).toEqual([
    'Debug headers are off (`DEBUG_HEADERS=false`) [access/debug-headers]',
    'expected DEBUG_HEADERS to be false · saw "yes" (reads as true) in deploy/prod.env:12',
    'The box is ticked: contradicted.',
    'owner platform · next: proofmark show access/debug-headers',
  ])
})

test('foreign text plants no command, and ten of a kind say how many more there are', () => {
  const all = read(report('github', hostile(hostileTexts, 'fail')))
  const kinds = Map.groupBy(all, ({kind}) => kind)
  expect([...kinds.keys()]).toEqual(['error', 'warning', 'notice'])
  expect([kinds.get('error')?.length, kinds.get('warning')?.length]).toEqual([10, 10])
  expect(kinds.get('error')?.at(-1)?.message).toBe(`and ${hostileTexts.length - 9} more, which the report has`)
  expect(kinds.get('warning')?.[0]).toMatchObject({file: 'docs/a:b,c%.md', line: '2', title: 'problem: vacuous'})
})

test('a box that is ticked against the proof comes first, and what is only recommended is a warning', () => {
  const environments = launchData().environments.map((each) => ({
    ...each,
    results: {
      ...each.results,
      results: each.results.results.map((cell) => ({
        ...cell,
        waiver: null,
        level: cell.key.endsWith('encrypted') ? ('recommended' as const) : cell.level,
      })),
    },
  }))
  const all = read(report('github', dataOf(environments)))
  expect(all.map(({kind, line}) => [kind, line])).toEqual([
    ['error', '11'],
    ['warning', '17'],
    ['warning', '18'],
    ['notice', undefined],
  ])
})

test('what nothing is bound to comes after every other warning', () => {
  const environments = launchData().environments.map((each) => ({
    ...each,
    problems: [{slug: 'vacuous' as const, message: 'never red', at: null, also: []}],
    results: {
      ...each.results,
      results: each.results.results.map((cell, index) =>
        index === 0 ? {...cell, own: {status: 'blocked' as const, reason: 'unbound' as const, because: ''}} : cell,
      ),
    },
  }))
  const warnings = read(report('github', dataOf(environments))).filter(({kind}) => kind === 'warning')
  expect(warnings.map(({title, line}) => [title, line])).toEqual([
    ['production: blocked', '17'],
    ['problem: vacuous', undefined],
    ['production: blocked', '10'],
  ])
})

test('the summary of the job is the comment of a pull request', () => {
  const {beside} = reporters.find(({name}) => name === 'github') ?? {}
  expect(beside?.variable).toBe('GITHUB_STEP_SUMMARY')
  expect(beside?.report(launchData())).toBe(report('markdown', launchData()))
})
