/* Keeps an open page true: a new run's verdicts come in where they stand, and a changed document is loaded again. */
import {morph} from './morph.ts'
import {whatChanged} from './news.ts'

const halfMinute = 30_000
// Exactly as `fill` finds a marker: no content holds the end of one.
const filled = /(<pm-verdict [^>]*>)[\s\S]*?<\/pm-verdict>/g

let before = ''
let known: string[] | undefined
let shell = ''
let bell: EventSource | null
let timer: ReturnType<typeof setTimeout>
let wait = halfMinute
let turn = Promise.resolve()

// One look after the other: the bell may ring while a page is being fetched. One that fails leaves what the page says to age.
const next = (): void => {
  turn = turn.then(look).catch(() => {})
}

/**
 * Fetches what changed, and waits for the next change: for the bell of a live server, else for a minute.
 * A hidden page asks for nothing and holds no connection: a browser has only six for each server.
 */
async function look(): Promise<void> {
  clearTimeout(timer)
  if (document.hidden) {
    bell?.close()
    bell = null
    return
  }
  wait *= 2
  timer = setTimeout(next, wait)
  const answer = await fetch(`${import.meta.env.BASE_URL}/status.json`.replace('//', '/'), {cache: 'no-cache'})
  const status = await answer.text()
  if (status !== before) await fillAgain(status)
  before = status
  wait = halfMinute
  const events = answer.headers.get('proofmark-events')
  if (events && !bell) {
    bell = new EventSource(events)
    bell.onopen = bell.onmessage = next
  }
}

async function fillAgain(status: string): Promise<void> {
  const html = await (await fetch(location.pathname, {cache: 'no-cache'})).text()
  const around = html.replace(filled, '$1')
  if (shell && shell !== around) return location.reload()
  shell = around
  const fresh = new DOMParser().parseFromString(html, 'text/html').querySelectorAll('pm-verdict')
  document.querySelectorAll('pm-verdict').forEach((marker, index) => {
    const other = fresh[index]
    // A page from a cache may be older than what it is filled from.
    if (other && marker.attributes[0]?.isEqualNode(other.attributes[0] ?? null)) morph(marker, other)
  })
  dispatchEvent(new Event('pm-filled'))
  const {said, at} = JSON.parse(status)
  const news = whatChanged(known ?? said, said, at)
  if (news) document.getElementById('pm-live')?.replaceChildren(news)
  known = said
}

document.onvisibilitychange = next
next()
