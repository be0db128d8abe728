import {mkdir, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {expect, test, vi} from 'vitest'
import {bash, repository} from './action.ts'
import {type Forge, forge} from './forge.ts'
import {checkout} from './project.ts'

vi.setConfig({testTimeout: 60_000})

const marker = '<!-- proofmark: report -->'
const head = `${marker}\n<!-- proofmark: by proofmark -->\n`

/** A project that was judged, in a job of a pull request. */
async function judged(github: Forge, more: Record<string, string> = {}) {
  const {workspace, temp} = await checkout('project', {installed: false})
  await mkdir(path.join(workspace, '.proofmark/ci'), {recursive: true})
  await mkdir(temp)
  await writeFile(path.join(workspace, '.proofmark/ci/comment.md'), `${marker}\n## Proofmark\n`)
  await writeFile(path.join(temp, 'event.json'), JSON.stringify({pull_request: {number: 7}}))
  const script = path.join(temp, 'step.sh')
  await writeFile(script, `node "${path.join(repository, 'ci/comment.mjs')}"\n`)
  const env = {
    PATH: [path.dirname(process.execPath), process.env.PATH ?? ''].join(path.delimiter),
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_PATH: path.join(temp, 'event.json'),
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: 'acme/orders',
    PROOFMARK_TOKEN: 'secret-token',
    ...more,
  }
  return () => bash(script, workspace, env)
}

test('a comment of somebody else that carries the marker is left alone', async () => {
  const github = await forge('github-actions[bot]', false)
  github.comments.push({id: 1, author: 'mallory', body: `${head}All is well.`})
  const comment = await judged(github)
  await comment()
  await comment()
  expect(github.comments.map(({author, body}) => [author, body.includes('All is well')])).toEqual([
    ['mallory', true],
    ['github-actions[bot]', false],
  ])
})

test('its own comment is found behind a hundred others, and one of another job is not taken for it', async () => {
  const github = await forge('readiness-bot')
  const others = Array.from({length: 130}, (_, place) => ({id: place + 1, author: 'lena', body: 'Looks good.'}))
  github.comments.push(...others)
  await (await judged(github))()
  await (await judged(github, {PROOFMARK_LANE: 'proofmark-staging'}))()
  await (await judged(github))()
  expect(github.comments.slice(130).map(({body}) => body.split('\n')[1])).toEqual([
    '<!-- proofmark: by proofmark -->',
    '<!-- proofmark: by proofmark-staging -->',
  ])
})

test.each([
  ['401', 401, /^::notice .*the token may not write one here/m],
  ['404', 404, /^::notice .*the token may not write one here/m],
  ['500', 500, /^::warning .*answered 500/m],
])('a forge that answers %s fails nothing, and the token stays out of the log', async (_, refuse, said) => {
  const github = await forge('github-actions[bot]')
  github.refuse = refuse
  const ended = await (await judged(github))()
  expect(ended.code).toBe(0)
  expect(ended.out).toMatch(said)
  expect(ended.out + ended.err).not.toContain('secret-token')
})

test('a forge that is not there, and a job without a token, are told', async () => {
  const github = await forge('github-actions[bot]')
  const away = await (await judged(github, {GITHUB_API_URL: 'http://127.0.0.1:9'}))()
  expect([away.code, away.err]).toEqual([0, ''])
  expect(away.out).toMatch(/^::warning title=Proofmark::No comment: /m)
  const bare = await (await judged(github, {PROOFMARK_TOKEN: ''}))()
  expect(bare.out).toBe('::notice title=Proofmark::No comment: the job has no token that may write one\n')
  expect(github.asked).toEqual([])
})
