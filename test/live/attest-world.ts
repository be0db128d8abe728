import {mkdir, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import {type IncomingHttpHeaders, request} from 'node:http'
import os from 'node:os'
import path from 'node:path'
import {type ServedSite, type SiteOptions, serveSite} from '../../src/live/index.ts'

/** A project with a built site beside it, in a folder of its own. */
export interface AttestWorld {
  root: string
  out: string
  /** What a server takes to attest; a form that never arrives is given up at once where `late` is set. */
  attest(more?: {token?: string | null; late?: boolean}): NonNullable<SiteOptions['attest']>
  serve(more?: Partial<SiteOptions>): Promise<ServedSite>
  /** Names of the records on disk. */
  records(): Promise<string[]>
  read(name: string): Promise<string>
  write(name: string, text: string): Promise<void>
  remove(): Promise<void>
}

export const now = new Date('2026-11-25T12:00:00Z')

const files: Readonly<Record<string, string>> = {
  'proofmark.yaml': `service: orders
docs: docs
checklists: [docs/launch.md]
environments:
  production: {release: 4f2c91a, tenants: [{id: acme}, {id: globex}]}
  staging: {}
`,
  'docs/launch.md': `# Launch

## Recovery

- [ ] A restore was rehearsed, as [the runbook](restore.md) says
- [ ] Backups are on (\`BACKUPS=true\`)
- [ ] Nobody was asked about this
- [ ] Each customer was told (\`TOLD\`)
`,
  'docs/restore.md': '# Restore\n\nStop it, restore, start it.\n',
  'docs/launch.bindings.yaml': `items:
  recovery/restore:
    text: A restore was rehearsed, as the runbook says
    attest: {question: 'Who restored what, and how long did it take?', renew_every: 180d}
  recovery/backups:
    checks:
      - file: docs/restore.md
  recovery/told:
    checks:
      - file: docs/told-\${tenant}.md
    attest: {question: 'Who told them?', renew_every: 90d}
`,
  '_site/index.html': '<h1>Home</h1>',
  '_site/404.html':
    '<!DOCTYPE html><html><head><link rel="stylesheet" href="/_astro/print.css" media="print"><link rel="stylesheet" href="/_astro/site.css"></head><body><link rel="stylesheet" href="/late.css"></body></html>',
  '_site/status.json': '{}',
}

/** The marker under the title of an item's page, as it is built. */
const itemPage = (key: string, proof: string): string =>
  `<h1>It</h1><pm-verdict data-part="said:${key}" class="not-content"><p class="pm-sub said" dir="auto" data-proof="${proof}">words</p></pm-verdict><p>rest</p>`

export async function attestWorld(): Promise<AttestWorld> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'proofmark-attest-'))
  const out = path.join(root, '_site')
  const write = async (name: string, text: string): Promise<void> => {
    await mkdir(path.dirname(path.join(root, name)), {recursive: true})
    await writeFile(path.join(root, name), text)
  }
  for (const [name, text] of Object.entries(files)) await write(name, text)
  await write('_site/items/launch/recovery/restore/index.html', itemPage('launch:recovery/restore', 'manual'))
  await write('_site/items/launch/recovery/backups/index.html', itemPage('launch:recovery/backups', 'automatic'))
  const attest: AttestWorld['attest'] = ({token = null, late = false} = {}) => ({
    ask: {root, file: 'proofmark.yaml', files: [], packs: []},
    world: {
      env: {},
      clock: {
        now: () => now,
        sleep: (_, signal) =>
          late
            ? Promise.resolve()
            : new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      },
      random: () => 0.5,
    },
    secret: 'a secret of this process alone',
    token,
  })
  return {
    root,
    out,
    attest,
    serve: (more = {}) => serveSite({folder: out, host: '127.0.0.1', port: 0, attest: attest(), ...more}),
    records: () => readdir(path.join(root, 'docs/records')).catch(() => []),
    read: (name) => readFile(path.join(root, name), 'utf8'),
    write,
    remove: () => rm(root, {recursive: true}),
  }
}

export interface Answer {
  status: number | undefined
  headers: IncomingHttpHeaders
  body: string
}

export interface Sending {
  method?: string
  headers?: Readonly<Record<string, string>>
  body?: string | null
  /** Leave the body open. */
  unended?: boolean
}

/** A request exactly as given: `fetch` would add and forbid headers. */
export const send = (
  url: string,
  {method = 'GET', headers = {}, body = null, unended = false}: Sending = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = request(url, {method, headers, agent: false}, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () =>
        resolve({status: response.statusCode, headers: response.headers, body: Buffer.concat(parts).toString()}),
      )
      response.on('error', reject)
    })
    sent.on('error', reject)
    if (body !== null) sent.write(body)
    if (unended) sent.flushHeaders()
    else sent.end()
  })

/** What a page of a form carries unseen. */
export const hiddenIn = (html: string): [string, string][] =>
  [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(([, name = '', value = '']) => [
    name,
    unescaped(value),
  ])

const signs: Readonly<Record<string, string>> = {quot: '"', amp: '&', lt: '<', gt: '>'}

/** Text that stood in HTML. */
export const unescaped = (html: string): string =>
  html.replace(/&(?:#x([\dA-F]+)|(\w+));/gi, (all, code: string | undefined, name = '') =>
    code === undefined ? (signs[name] ?? all) : String.fromCodePoint(Number.parseInt(code, 16)),
  )

/** Words that a person would fill in. */
export const filled: Readonly<Record<string, string>> = {
  env: 'staging',
  says: 'met',
  by: 'ines.o',
  on: '2026-11-24',
  until: '',
  renew_every: '180d',
  release: '',
  note: 'Restored Sunday in 3 h 40 min.',
}

/** Sends a form as a browser does. */
export const post = (
  url: string,
  fields: readonly (readonly [string, string])[],
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> =>
  send(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Origin: new URL(url).origin,
      'Sec-Fetch-Site': 'same-origin',
      ...headers,
    },
    body: new URLSearchParams(fields.map(([name, value]) => [name, value])).toString(),
  })
