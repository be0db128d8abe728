import type {Nodes, Table} from 'mdast'
import {toString as wordsOf} from 'mdast-util-to-string'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import {unified} from 'unified'
import {visit} from 'unist-util-visit'
import {expect, test} from 'vitest'
import {dataOf, hostile, hostileTexts, launchData, report} from './data.ts'

const pass = {status: 'pass', reason: null, because: ''} as const
const read = (text: string) => unified().use(remarkParse).use(remarkGfm).parse(text)

function nodesOf(text: string): Nodes[] {
  const found: Nodes[] = []
  visit(read(text), (node) => {
    found.push(node)
  })
  return found
}

const tablesOf = (text: string): string[][][] =>
  nodesOf(text)
    .filter((node): node is Table => node.type === 'table')
    .map(({children}) => children.map((row) => row.children.map((cell) => wordsOf(cell))))

test('the marker, the answer, sections by environment in words, what to mend, what is waived', () => {
  const text = report('markdown', launchData())
  expect(text.split('\n')[0]).toBe('<!-- proofmark: report -->')
  expect(wordsOf(read(text))).toContain('NOT MET gate "launch": 2 items to mend, 1 needs a person.')
  const [matrix, mend, waived, ...others] = tablesOf(text)
  expect(others).toEqual([])
  expect(matrix).toEqual([
    ['section', 'production'],
    ['Access', '1 FAIL, 2 pass'],
    ['If we use the queue', '4 not applicable'],
    ['Recovery', '1 blocked, 1 waived'],
  ])
  expect(mend?.slice(1).map(([, item, stands, , owner, place, next]) => [item, stands, owner, place, next])).toEqual([
    [
      'Debug headers are off (`DEBUG_HEADERS=false`)',
      'FAIL',
      'platform',
      'docs/launch.md:10:1',
      'proofmark show access/debug-headers',
    ],
    [
      'A restore was rehearsed',
      'blocked',
      'data',
      'docs/launch.md:17:1',
      'proofmark attest recovery/restore-rehearsed',
    ],
  ])
  expect(waived?.[1]?.slice(1, 3)).toEqual([
    'Backups are encrypted at rest',
    'waived until 2027-02-01, approved by m.k.: The new disks come in January.',
  ])
})

test('what passes and lapses soon is told with its end', () => {
  const environments = launchData().environments.map((each) => ({
    ...each,
    results: {
      ...each.results,
      results: each.results.results.map((cell, index) => ({
        ...cell,
        lapses: index === 0 ? '2026-11-30T00:00:00.000Z' : index === 2 ? '2027-11-30T00:00:00.000Z' : null,
      })),
    },
  }))
  const text = report('markdown', dataOf(environments))
  expect(text).toContain('<summary>Waived: 1, lapsing within two weeks: 1</summary>')
  expect(tablesOf(text)[2]?.[2]?.slice(1, 3)).toEqual([
    'Admin routes refuse a caller without a role',
    'passes until 30 Nov 2026 00:00 UTC',
  ])
})

test.each(['fail', 'blocked', 'not-applicable'] as const)(
  'foreign text is text alone, and calls nobody: %s',
  (status) => {
    const text = report('markdown', hostile(hostileTexts, status))
    const nodes = nodesOf(text)
    const types = new Set<string>(nodes.map(({type}) => type))
    for (const type of [
      'link',
      'image',
      'delete',
      'emphasis',
      'definition',
      'footnoteReference',
      'code',
      'linkReference',
    ])
      expect([...types]).not.toContain(type)
    const ours = new Set(['<!-- proofmark: report -->', '<br>', '<details>', '</details>'])
    expect(nodes.flatMap((node) => (node.type === 'html' && !ours.has(node.value) ? [node.value] : []))).toEqual([])
    const words = wordsOf(read(text))
    // A forge looks for these in the words of the page, after Markdown and HTML are read.
    expect(words).not.toMatch(/@\w|#\d|GH-\d|https?:\/\/|www\./i)
    expect(words).toContain('someone and')
    for (const table of tablesOf(text)) expect(new Set(table.map((row) => row.length)).size).toBe(1)
  },
)

test('a comment of a thousand items keeps within what a forge takes, and says how many more there are', () => {
  const many = Array.from({length: 1000}, (_, index) =>
    `${index} ${hostileTexts[index % hostileTexts.length]}`.repeat(4),
  )
  const text = report('markdown', hostile(many, 'fail'))
  expect(text.length).toBeLessThan(60_000)
  expect(text.length).toBeGreaterThan(10_000)
  const shown = (tablesOf(text)[1]?.length ?? 0) - 1
  expect(shown).toBeGreaterThan(3)
  expect(text).toContain(`\nand ${1000 - shown} more.\n`)
})

test('nothing judged is said', () => {
  const environments = launchData().environments.map((each) => ({...each, results: {...each.results, results: []}}))
  expect(report('markdown', dataOf(environments))).toContain('Nothing is judged.')
})

test('a column for each environment and tenant; what holds for all tenants alike counts in each', () => {
  const environments = launchData().environments.flatMap((each) => [
    {
      ...each,
      results: {
        ...each.results,
        results: each.results.results.flatMap((cell, index) =>
          index === 1
            ? [
                {...cell, tenant: 'acme'},
                {...cell, tenant: 'globex', own: pass, findings: []},
              ]
            : [cell],
        ),
      },
    },
    {
      ...each,
      plan: {...each.plan, environment: {...each.plan.environment, name: 'staging'}},
      results: {...each.results, environment: 'staging'},
    },
  ])
  const [matrix] = tablesOf(report('markdown', dataOf(environments)))
  expect(matrix?.slice(0, 2)).toEqual([
    ['section', 'production, acme', 'production, globex', 'staging'],
    ['Access', '1 FAIL, 2 pass', '3 pass', '1 FAIL, 2 pass'],
  ])
})
