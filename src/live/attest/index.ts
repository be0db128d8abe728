import {readFile} from 'node:fs/promises'
import type {IncomingMessage, ServerResponse} from 'node:http'
import path from 'node:path'
import {CannotJudge, itemAddress, problem, stages} from '../../index.ts'
import {type Ask, askedOf, type Prepared, type World} from '../../line/index.ts'
import {troubleOf} from '../project-files.ts'
import {readForm} from './body.ts'
import {sentIn} from './fields.ts'
import {foreign, formToken, refused, same} from './guard.ts'
import {type Found, formAddress, itemAt} from './item.ts'
import {type Reply, said, send} from './reply.ts'
import {type Basis, firstForm, next} from './steps.ts'

export {isLoopback} from './guard.ts'

/** What a server needs to take attestations. */
export interface AttestOptions {
  ask: Ask
  world: World
  /** Unguessable, and another one in each process: what a form proves that it came from. */
  secret: string
  /** What a person must know where it is set, as the password that a browser asks for; without it this machine alone may attest. */
  token: string | null
}

/** The forms of a site that is being served. */
export interface Attest {
  /** Answers what is asked of the form of an item; false where the address is that of none. */
  answer(request: IncomingMessage, response: ServerResponse, address: string): Promise<boolean>
  /** What the page of an item becomes on its way to a reader; null for any other page, and where nobody may attest. */
  change(address: string, query: string): ((html: string) => Promise<string>) | null
}

export interface Place {
  /** Folder of the built site. */
  folder: string
  /** With a slash at both ends. */
  base: string
  /** Whether this machine alone reaches the server. */
  isAlone(): boolean
}

/** Takes attestations of a project's items at `attest/CHECKLIST/ITEM/` below the base of its site. */
export function makeAttest({ask, world, secret, token}: AttestOptions, {folder, base, isAlone}: Place): Attest {
  const files = new Map<string, string>()

  async function basisOf(found: Found, address: string): Promise<Basis> {
    const {prepared, named} = found
    const {text, at} = named.item
    return {
      prepared,
      docs: docsOf(prepared),
      asked: await askedOf(prepared, named, world.clock.now()),
      now: world.clock.now(),
      token: formToken(secret, address),
      shell: {
        site: {title: prepared.project.site.title, base},
        styles: await stylesOf(folder),
        item: {text, place: `${at.file}:${at.line}`, href: itemAddress(base, named.checklist.name, named.item.id)},
        address,
      },
    }
  }

  async function reply(request: IncomingMessage, found: Found): Promise<Reply> {
    const {address} = found
    const {method = 'GET'} = request
    if (method !== 'POST') return firstForm(await basisOf(found, address))
    const form = await readForm(request, world)
    if (!(form instanceof URLSearchParams)) return form
    const sent = sentIn(form)
    if (sent === null) return said(400, 'Unexpected fields, expected those of the form.')
    if (!same(sent.token, formToken(secret, address)))
      return said(403, 'This form is not of this server, or of one that was started anew since: open it again.')
    const answer = await next(await basisOf(found, address), sent)
    if ('status' in answer) return answer
    const page = itemAddress(base, found.named.checklist.name, found.named.item.id)
    files.set(page, answer.written)
    const name = encodeURIComponent(path.posix.basename(answer.written))
    return said(303, `Attested: ${answer.written}`, {Location: `${page}?attested=${name}`})
  }

  /** What cannot be read is told where it was asked for. */
  async function told(request: IncomingMessage, wanted: string): Promise<Reply | null> {
    try {
      const found = await itemAt(ask, world, base, wanted)
      return found === null ? null : await reply(request, found)
    } catch (error) {
      return said(503, `Nothing is written.\n${troubleOf(error)}`)
    }
  }

  return {
    change: (address, query) => {
      if (!address.startsWith(`${base}items/`) || (token === null && !isAlone())) return null
      // Only what this process wrote is told, whatever an address says.
      const file = files.get(address) ?? ''
      const isNew = file !== '' && path.posix.basename(file) === new URLSearchParams(query).get('attested')
      return async (html) => (await stages.view()).withWay(html, formAddress(base, address), isNew ? file : null)
    },
    answer: async (request, response, address) => {
      if (!address.startsWith(`${base}attest/`)) return false
      const {attestStyle} = await stages.view()
      const no = refused(request, token, isAlone()) ?? wrongMethod(request) ?? foreign(request)
      const answer = no ?? (await told(request, address))
      if (answer === null) return false
      send(request, response, answer, attestStyle)
      return true
    },
  }
}

const methods = ['GET', 'HEAD', 'POST']

const wrongMethod = ({method = ''}: IncomingMessage): Reply | null =>
  methods.includes(method) ? null : said(405, 'A form is opened, and sent.', {Allow: methods.join(', ')})

/** Below the docs folder stand the records. */
function docsOf({project: {docs}}: Prepared): string {
  if (docs !== null) return docs
  throw new CannotJudge([problem('record', 'Unexpected project without `docs`, expected a folder for records', null)])
}

/** The style sheets that the pages of the site link in their head. */
async function stylesOf(folder: string): Promise<string[]> {
  const html = await readFile(path.join(folder, '404.html'), 'utf8').catch(() => '')
  const head = html.split(/<body\b/i)[0] ?? ''
  return [...head.matchAll(/<link rel="stylesheet" href="(\/[^"&]*)"(?![^>]*\smedia=)/g)].flatMap(
    ([, href]) => href ?? [],
  )
}
