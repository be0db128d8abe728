// Keeps one comment on the pull or merge request: finds its own by the hidden marker, and writes it anew. It decides nothing.
import {existsSync, readFileSync} from 'node:fs'
import path from 'node:path'
import {asked, projectFolder, reportsFolder, say, step, tell} from './shared.mjs'

const {env} = process
const marker = '<!-- proofmark: report -->'
const perPage = 100
const mostPages = 50

/** The request whose pipeline this is, at the forge that runs it; null where there is none. */
function place(token) {
  if (env.GITLAB_CI === 'true') {
    if (!env.CI_MERGE_REQUEST_IID) return null
    return {
      notes: `${env.CI_API_V4_URL}/projects/${env.CI_PROJECT_ID}/merge_requests/${env.CI_MERGE_REQUEST_IID}/notes`,
      one: (id) => `/${id}`,
      change: 'PUT',
      user: `${env.CI_API_V4_URL}/user`,
      author: ({author}) => author?.username,
      name: ({username}) => username,
      headers: {'private-token': token},
      log: env.CI_PIPELINE_URL,
    }
  }
  const event = existsSync(env.GITHUB_EVENT_PATH ?? '') ? JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, 'utf8')) : {}
  const number = event.pull_request?.number
  if (!Number.isInteger(number)) return null
  const issues = `${env.GITHUB_API_URL}/repos/${env.GITHUB_REPOSITORY}/issues`
  return {
    notes: `${issues}/${number}/comments`,
    one: (id) => `${issues}/comments/${id}`,
    change: 'PATCH',
    user: `${env.GITHUB_API_URL}/user`,
    author: ({user}) => user?.login,
    name: ({login}) => login,
    headers: {authorization: `Bearer ${token}`, accept: 'application/vnd.github+json'},
    log: `${env.GITHUB_SERVER_URL}/${env.GITHUB_REPOSITORY}/actions/runs/${env.GITHUB_RUN_ID}`,
  }
}

/** A refusal of the forge: its status, and nothing that might hold the token. */
class Refused extends Error {
  constructor(status, text) {
    super(text)
    this.status = status
  }
}

async function ask({headers}, method, url, body) {
  const answer = await fetch(url, {
    method,
    headers: {...headers, 'content-type': 'application/json', 'user-agent': 'proofmark'},
    ...(body === undefined ? {} : {body: JSON.stringify({body})}),
    redirect: 'error',
    signal: AbortSignal.timeout(30_000),
  })
  if (!answer.ok) throw new Refused(answer.status, `${method} ${new URL(url).pathname} answered ${answer.status}`)
  return await answer.json()
}

/** Whose comments are ours: anybody can write the marker. The token of a GitHub job may not ask who it is. */
const self = async (forge) =>
  await ask(forge, 'GET', forge.user).then(forge.name, (error) => {
    if (error instanceof Refused && env.GITLAB_CI !== 'true') return 'github-actions[bot]'
    throw error
  })

async function ownComment(forge, head) {
  const me = await self(forge)
  for (let page = 1; page <= mostPages; page += 1) {
    const found = await ask(forge, 'GET', `${forge.notes}?per_page=${perPage}&page=${page}`)
    const own = found.find((each) => String(each.body).startsWith(head) && forge.author(each) === me)
    if (own !== undefined) return own
    if (found.length < perPage) break
  }
  return null
}

async function post(forge, head, body) {
  const own = await ownComment(forge, head)
  if (own === null) return await ask(forge, 'POST', forge.notes, body)
  const url = forge.one(own.id)
  return await ask(forge, forge.change, url.startsWith('/') ? forge.notes + url : url, body)
}

await step(async () => {
  const file = path.join(projectFolder(), reportsFolder, 'comment.md')
  const token = asked('TOKEN')
  const forge = place(token)
  if (!existsSync(file)) return say('No comment: nothing was judged')
  if (forge === null) return say('No comment: this is no job of a pull or merge request')
  if (token === '') return tell('notice', 'No comment: the job has no token that may write one')
  // Jobs for several environments keep a comment each.
  const lane = asked('LANE').replaceAll(/[^a-z0-9-]/g, '')
  const head = `${marker}\n<!-- proofmark: by ${lane || 'proofmark'} -->\n`
  const text = readFileSync(file, 'utf8').replace(marker, '').trimStart()
  const foot = forge.log ? `\n[The job](${forge.log})\n` : ''
  try {
    await post(forge, head, head + text + foot)
    say('The comment stands on the request')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const mayNot = error instanceof Refused && [401, 403, 404].includes(error.status)
    // A pull request from a fork has a token that may only read.
    if (mayNot) tell('notice', `No comment: the token may not write one here (${reason})`)
    else tell('warning', `No comment: ${reason}`)
  }
  return 0
})
