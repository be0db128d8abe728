import {readdir, readFile} from 'node:fs/promises'
import path from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import * as z from 'zod'
import {commands} from '../../src/cli/commands/index.ts'
import {payments, service, steady} from '../cli/proofmark.ts'
import {breaks} from '../recsys-service/breaks.ts'
import {type Block, notRun, pagesHere, placeOf, root} from './pages.ts'
import {openWorld, type World} from './world.ts'
import {faultsInMarkdown, faultsInYaml, kindOf} from './yaml-blocks.ts'

const pages = await pagesHere()
const blocks = pages.flatMap((page) => page.blocks)
const shells = ['bash', 'sh', 'console']
const of = (...languages: string[]): Block[] => blocks.filter(({language}) => languages.includes(language))

/** What a page may hold. A language that nothing here looks at is `text`, and says no command. */
const languages = [...shells, 'yaml', 'markdown', 'ts', 'json', 'dockerfile', 'lua', 'text']

/** Blocks that no test runs, and why. Whoever adds one says it here. */
const unrun = [
  'docs/guide/air-gapped.md: fetches from a registry',
  'docs/guide/astro.md: fetches from a registry',
  'docs/guide/attest.md: asks a person at a terminal',
  'docs/guide/pages.md: needs a host',
  'docs/guide/vantage.md: needs a cluster',
]

test('there are pages with blocks of each kind, in languages that are looked at', () => {
  for (const language of ['bash', 'console', 'yaml', 'markdown', 'ts'])
    expect([language, of(language).length]).not.toEqual([language, 0])
  expect(blocks.filter(({language}) => !languages.includes(language)).map(placeOf)).toEqual([])
  expect(new Set(of('yaml').map(kindOf)).size).toBe(3)
})

test('what is not run is known, and what is said behind a language can be read', () => {
  expect(of(...shells).flatMap((block) => notRun(block)?.replace(/^/, `${block.page}: `) ?? [])).toEqual(unrun)
  const unread = blocks.filter(({said}) => said !== '' && !/^(no-run: .+|exits: [12]|anew)$/.test(said))
  expect(unread.map(placeOf)).toEqual([])
})

test('no command hides in a block of text', () => {
  const command = /^(\$ )?(proofmark|npx|npm|node|git|kubectl|docker|curl) /m
  expect(
    of('text')
      .filter(({text}) => command.test(text))
      .map(placeOf),
  ).toEqual([])
})

test('numbers and versions that pages name are those of today', async () => {
  const of = (file: string): Promise<string> => readFile(path.join(root, file), 'utf8')
  expect(await of('README.md')).toContain(`the ${breaks.length} things that can be broken`)
  const {version, dependencies} = z
    .object({version: z.string(), dependencies: z.object({zod: z.string()})})
    .parse(JSON.parse(await of('package.json')))
  const inside = await of('docs/guide/air-gapped.md')
  for (const [name, exact] of Object.entries({proofmark: version, zod: dependencies.zod}))
    for (const written of [`${name}@${exact}`, `${name}-${exact}.tgz`]) expect(inside).toContain(written)
})

test('the README names every command, and the page on networks says of each whether it asks anybody', async () => {
  const readme = await readFile(path.join(root, 'README.md'), 'utf8')
  const inside = (await readFile(path.join(root, 'docs/guide/air-gapped.md'), 'utf8')).replaceAll(/\s+/g, ' ')
  const alone = [...(/from elsewhere\. (.*?) read and write files/.exec(inside)?.[1] ?? '').matchAll(/`(\w+)`/g)]
  const names = commands.map(({name}) => name)
  expect(names.filter((name) => !new RegExp(`\\|.*\`${name}[\` ]`).test(readme))).toEqual([])
  expect([...alone.map(([, name]) => name), 'run', 'serve', 'build', 'dev'].toSorted()).toEqual(names.toSorted())
})

test('no fixture is left over of a page that is gone', async () => {
  const names = new Set(pages.map(({file}) => path.basename(file, '.md').toLowerCase()))
  const there = await readdir(path.join(root, 'test/fixtures/docs'))
  expect(there.map((name) => name.replace(/\.sh$/, '')).filter((name) => name !== 'usual' && !names.has(name))).toEqual(
    [],
  )
})

const told = pages.filter((page) =>
  page.blocks.some((block) => shells.includes(block.language) && notRun(block) === null),
)
describe.each(told)('the commands of $file', ({file, blocks: own}) => {
  let world: World
  let anew: () => Promise<void>
  const later: (() => Promise<void>)[] = []
  beforeAll(async () => {
    const url = await service(payments, (task) => later.push(task))
    anew = async () => {
      world = await openWorld(file, {PRODUCTION: url, STAGING: url})
      later.push(world.end)
    }
    await anew()
  }, 120_000)
  afterAll(async () => {
    for (const task of later) await task()
  })

  const run = own.filter((block) => shells.includes(block.language) && notRun(block) === null)
  test.each(run.map((block) => [block.line, block] as const))('line %i', {timeout: 120_000}, async (_, block) => {
    if (block.said === 'anew') await anew()
    const allowed = block.said.startsWith('exits: ') ? [Number(block.said.slice(7))] : [0, 1]
    for (const {command, shows} of block.language === 'console'
      ? saidIn(block)
      : [{command: block.text, shows: null}]) {
      const {code, text, calls} = await world.run(command)
      const wrong = calls.filter((each) => !allowed.includes(each.code)).map(({line}) => line)
      expect({at: placeOf(block), wrong, code: allowed.includes(code) ? 0 : code, text}).toEqual({
        ...{at: placeOf(block), wrong: [], code: 0},
        text: expect.any(String),
      })
      if (shows !== null) expect(steady(text)).toMatch(patternOf(steady(shows)))
    }
  })
})

/** Commands behind `$ `, each with what the page shows below it. */
function saidIn({text}: Block): {command: string; shows: string | null}[] {
  return text
    .split(/^\$ /m)
    .filter((part) => part !== '')
    .map((part) => {
      const [command = '', rest = ''] = part.split(/(?<!\\)\n([\s\S]*)/)
      return {command, shows: rest.trim() === '' ? null : rest}
    })
}

/** The output as shown; a line that is only `…` stands for any lines. */
function patternOf(shows: string): RegExp {
  const parts = shows
    .trimEnd()
    .split('\n')
    .map((line) => (line.trim() === '…' ? '(?:.*\\n)*?.*' : escaped(line.trimEnd())))
  return new RegExp(`^${parts.join('\\s*\\n')}\\s*$`)
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

test.each(of('yaml').map((block) => [placeOf(block), block] as const))('yaml at %s', async (_, block) => {
  expect(await faultsInYaml(block)).toEqual([])
})

test.each(of('markdown').map((block) => [placeOf(block), block] as const))('markdown at %s', async (_, block) => {
  expect(await faultsInMarkdown(block)).toEqual([])
})

test.each(of('json').map((block) => [placeOf(block), block] as const))('json at %s', (_, block) => {
  expect(() => JSON.parse(block.text)).not.toThrow()
})
