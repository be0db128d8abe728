import path from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {stages} from '../../src/index.ts'
import {type ServedSite, serveSite} from '../../src/live/index.ts'
import {type Answer, type AttestWorld, attestWorld, filled, hiddenIn, post, send, unescaped} from './attest-world.ts'

let world: AttestWorld
let site: ServedSite
let form = ''

beforeEach(async () => {
  world = await attestWorld()
  site = await world.serve()
  form = `${site.url}attest/launch/recovery/restore/`
})

afterEach(async () => {
  await site.close()
  await world.remove()
})

type Fields = Readonly<Record<string, string>>

/** Fields that a form was opened with, and what a person filled in. */
const opened = async (more: Fields = {}): Promise<[string, string][]> => [
  ...hiddenIn((await send(form)).body),
  ...Object.entries({...filled, ...more}),
]

const preview = async (more: Fields = {}): Promise<Answer> => post(form, [...(await opened(more)), ['step', 'preview']])
const confirm = (seen: Answer): Promise<Answer> => post(form, [...hiddenIn(seen.body), ['step', 'write']])
const wordsOf = ({body}: Answer): string =>
  unescaped(body.replace(/<style>[\s\S]*?<\/style>/, '').replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ')

const recordName = '2026-11-24-recovery-restore-staging.md'

test('the page of an item leads to its form where a person’s word proves it, and the built file stays as it is', async () => {
  const item = await send(`${site.url}items/launch/recovery/restore/`)
  expect(item.body).toContain(
    '</pm-verdict><p class="pm-sub"><a href="/attest/launch/recovery/restore/">Attest this</a></p><p>rest',
  )
  expect((await send(`${site.url}items/launch/recovery/backups/`)).body).not.toContain('attest')
  expect(await world.read('_site/items/launch/recovery/restore/index.html')).not.toContain('/attest/')
  const still = await serveSite({folder: world.out, host: '127.0.0.1', port: 0})
  expect((await send(`${still.url}items/launch/recovery/restore/`)).body).not.toContain('/attest/')
  expect((await send(`${still.url}attest/launch/recovery/restore/`)).status).toBe(404)
  expect((await post(`${still.url}attest/launch/recovery/restore/`, [])).status).toBe(405)
  await still.close()
})

test('the form says what is asked, where it stands and what was said last, in the style of the site, without a script', async () => {
  const answer = await send(form)
  expect(answer.status).toBe(200)
  expect(answer.headers['content-security-policy']).toMatch(
    /^default-src 'none'; style-src 'self' 'sha256-\S+'; .*form-action 'self'/,
  )
  expect(answer.headers['cache-control']).toBe('no-store')
  expect(answer.body).not.toContain('<script')
  expect(answer.body.match(/<link rel="stylesheet"[^>]*>/g)).toEqual([
    '<link rel="stylesheet" href="/_astro/site.css">',
  ])
  const words = wordsOf(answer)
  for (const part of [
    'A restore was rehearsed, as the runbook says',
    'Who restored what, and how long did it take?',
    'blocked : no attestation for staging',
    'Nobody has attested it yet.',
  ])
    expect(words).toContain(part)
  expect(answer.body).toMatch(/name="renew_every" value="180d"/)
  expect(answer.body).toMatch(/name="on" value="2026-11-25"/)
  expect(answer.body).not.toMatch(/name="env" value="\w+" checked/)
  expect((await send(form, {method: 'HEAD'})).body).toBe('')
  expect((await send(form.slice(0, -1))).status).toBe(200)
})

test('what is previewed is what is written, and the way leads back to the item, which names the file', async () => {
  const seen = await preview({note: 'Restored **all**.\r\n\r\n- [ ] of it'})
  expect(seen.status).toBe(200)
  expect(await world.records()).toEqual([])
  const diff = /<pre[^>]*><code[^>]*>([\s\S]*?)<\/code>/.exec(seen.body)?.[1] ?? ''
  const done = await confirm(seen)
  expect([done.status, done.headers.location]).toEqual([303, `/items/launch/recovery/restore/?attested=${recordName}`])
  expect(await world.records()).toEqual([recordName])
  const text = await world.read(`docs/records/${recordName}`)
  expect(unescaped(diff)).toBe(
    `--- /dev/null\n+++ b/docs/records/${recordName}\n@@ -0,0 +1,${text.split('\n').length - 1} @@ docs/records/${recordName}:1\n${text.replace(/^(?=.|\n)/gm, '+').replace(/\+$/, '')}`,
  )
  const item = await send(new URL(done.headers.location ?? '', site.url).href)
  expect(wordsOf(item)).toContain(`Attested: docs/records/${recordName} .`)
  expect((await send(`${site.url}items/launch/recovery/restore/?attested=../../evil.md`)).body).not.toContain('evil')
  expect((await send(`${site.url}items/launch/recovery/restore/`)).body).not.toContain('Attested:')
})

test.each([
  ['a rule and front matter', '---\nkind: waiver\nenvironments: [production]\n---\nwords'],
  ['HTML and a script', '<script>alert(1)</script> <img src=x onerror=alert(1)> </code></pre></pm-verdict>'],
  ['a comment of ours', '<!-- proofmark: recovery/backups -->'],
  ['YAML and signs', `"': {[#&*!|>%@\`\\ ${'\u{1F600}'} \u00e4`],
])('a note with %s stays a note: the record reads back as it was meant', async (_, note) => {
  const by = 'Ines "o" <i@x> #1: &a'
  const seen = await preview({note: note.replaceAll('\n', '\r\n'), by})
  expect(seen.status).toBe(200)
  expect(seen.body.replaceAll(/"[^"]*"/g, '')).not.toMatch(/<script|<img|<\/pm-verdict/)
  expect((await confirm(seen)).status).toBe(303)
  const {readDocs, readRecords} = await stages.markdown()
  const {checklists} = await readDocs({root: world.root, docs: 'docs', checklists: ['docs/launch.md']})
  const {records, problems} = await readRecords({root: world.root, docs: 'docs', checklists})
  expect(problems).toEqual([])
  expect(records).toMatchObject([
    {kind: 'attestation', by, note, environments: ['staging'], tenants: null, renewEvery: '180d'},
  ])
  expect(await world.read(`docs/records/${recordName}`)).not.toContain('\r')
})

test('a word that was written is the last one when the form is opened again, with what changed since', async () => {
  await confirm(await preview())
  await world.write('docs/restore.md', '# Restore\n\nAsk somebody.\n')
  const words = wordsOf(await send(form))
  expect(words).toContain(`Attested by ines.o on 24 Nov 2026: docs/records/${recordName} .`)
  expect(words).toContain('Since then: the page docs/restore.md changed.')
  expect(words).toMatch(/staging blocked : the page docs\/restore\.md changed/i)
  expect((await send(form)).body).toMatch(/name="env" value="staging" checked/)
})

test.each([
  ['env', 'Choose among those of the project.', {env: 'nowhere'}],
  ['tenant', 'Choose among those of the environments above.', {tenant: 'acme'}],
  ['tenant', 'Choose among those of the environments above.', {env: 'production', tenant: 'initech'}],
  ['by', 'Say who gives this word.', {by: ' '}],
  ['by', 'Expected one line of plain text.', {by: 'a\nb'}],
  ['by', 'Expected at most 200 characters.', {by: 'x'.repeat(201)}],
  ['on', 'Expected today or a past day, such as 2026-11-24.', {on: '2026-11-26'}],
  ['on', 'Expected today or a past day, such as 2026-11-24.', {on: '../../x'}],
  ['until', 'Expected a day to come, such as 2027-05-31.', {until: '2026-11-24'}],
  ['until', 'Say until what day it holds, or for how long.', {renew_every: ''}],
  ['renew_every', 'Expected a span of time, such as 180d.', {renew_every: 'soon'}],
  ['says', 'Choose one of the two.', {says: 'maybe'}],
  ['note', 'Expected text without control characters.', {note: 'a\u0000b'}],
])('what is wrong with the field %s is told beside it, and nothing is written: %s', async (field, says, more) => {
  if (field === 'tenant') form = `${site.url}attest/launch/recovery/told/`
  const answer = await preview(more)
  expect(answer.status).toBe(422)
  expect(answer.body).toContain('<title>To mend: Attest this item')
  expect(answer.body).toMatch(new RegExp(`<div class="pm-form-notice" role="alert"[\\s\\S]*<a href="#${field}">`))
  expect(unescaped(answer.body)).toContain(`<p class="pm-form-fault" id="${field}-fault">${says}</p>`)
  expect(answer.body).toMatch(new RegExp(`aria-describedby="${field}-fault[^"]*" aria-invalid="true"`))
  expect(await world.records()).toEqual([])
})

test('all that is wrong is told at once, and what was filled in stays', async () => {
  const answer = await preview({env: 'nowhere', by: '', note: '\nA <b>note</b>'})
  expect(wordsOf(answer)).toContain('Nothing is written yet: 2 fields are to mend')
  expect(unescaped(answer.body)).toContain('>\n\nA <b>note</b></textarea>')
  expect(answer.body).not.toContain('<b>note')
})

test('an item with checks cannot be talked away, and one that nobody asks about says what a word would do', async () => {
  form = `${site.url}attest/launch/recovery/backups/`
  const first = await send(form)
  expect(first.body).not.toContain('name="says"')
  expect(wordsOf(first)).toContain('is proven without a person')
  expect(wordsOf(await preview({says: 'not-applicable'}))).toContain('waive it instead')
  form = `${site.url}attest/launch/recovery/nobody-asked-about/`
  expect(wordsOf(await send(form))).toContain('this record binds it to a person')
})

test('tenants can be chosen where an item stands for each of them, and are kept for the next word', async () => {
  expect((await send(form)).body).not.toContain('name="tenant"')
  form = `${site.url}attest/launch/recovery/told/`
  await confirm(await preview({env: 'production', tenant: 'globex'}))
  expect(await world.read('docs/records/2026-11-24-recovery-told-production.md')).toContain('tenants:\n  - globex\n')
  const {body} = await send(form)
  expect(body.match(/name="tenant" value="\w+"( checked)?/g)).toEqual([
    'name="tenant" value="acme"',
    'name="tenant" value="globex" checked',
  ])
})

test('a preview that is sent twice writes once, and says that the file is there', async () => {
  const seen = await preview()
  expect((await confirm(seen)).status).toBe(303)
  const again = await confirm(seen)
  expect(again.status).toBe(409)
  expect(wordsOf(again)).toContain(`docs/records/${recordName} says exactly this already`)
  expect(await world.records()).toEqual([recordName])
})

test('a file that came meanwhile is not written over: the next free name is shown before anything is written', async () => {
  const seen = await preview()
  await world.write(`docs/records/${recordName}`, 'of somebody else\n')
  const again = await confirm(seen)
  expect(again.status).toBe(409)
  expect(wordsOf(again)).toContain('Nothing is written: what would be written is no longer what you saw')
  expect((await confirm(again)).status).toBe(303)
  expect(await world.read(`docs/records/${recordName}`)).toBe('of somebody else\n')
  expect(await world.records()).toEqual([recordName.replace('.md', '-2.md'), recordName].toSorted())
})

test.each([
  [
    'the sentence',
    'docs/launch.md',
    /A restore was/,
    'No restore was',
    'It now says: “No restore was rehearsed, as the runbook says”',
  ],
  ['its heading', 'docs/launch.md', /## Recovery/, '## Recovery drills', 'what the sentence stands under changed'],
  ['a page that it links', 'docs/restore.md', /restore,/, 'wait,', 'a page that it links changed'],
  ['what is asked', 'docs/launch.bindings.yaml', /how long/, 'how fast', 'what its binding asks changed'],
])('when %s changed while the form was open, both steps are refused and say so', async (_, file, from, to, says) => {
  await world.write(
    'docs/launch.md',
    (await world.read('docs/launch.md')).replace(
      'runbook](restore.md) says',
      'runbook](restore.md) says <!-- proofmark: recovery/restore -->',
    ),
  )
  const fields = await opened()
  const seen = await preview()
  await world.write(file, (await world.read(file)).replace(from, to))
  for (const answer of [await post(form, [...fields, ['step', 'preview']]), await confirm(seen)]) {
    expect(answer.status).toBe(409)
    expect(wordsOf(answer)).toContain(says)
    expect(answer.body).toContain('value="ines.o"')
  }
  expect(await world.records()).toEqual([])
})

test('a project that cannot be read is told, and an item that is not there is not found', async () => {
  expect((await send(`${site.url}attest/launch/recovery/nothing/`)).status).toBe(404)
  expect((await send(`${site.url}attest/../proofmark.yaml`)).status).toBe(404)
  const fields = await opened()
  await world.write('proofmark.yaml', 'servize: x\n')
  const answer = await post(form, [...fields, ['step', 'preview']])
  expect([answer.status, answer.body.includes('`servize`')]).toEqual([503, true])
})

test('a base and a name with other signs keep the form where the item is', async () => {
  const based = await world.serve({base: '/docs'})
  const answer = await send(`${based.url}attest/launch/recovery/restore/`)
  expect(answer.body).toContain('action="/docs/attest/launch/recovery/restore/"')
  expect((await send(`${based.url}attest/launch/recovery%2Frestore/`)).status).toBe(200)
  expect((await send(new URL('/attest/launch/recovery/restore/', based.url).href)).status).toBe(404)
  await based.close()
})

test('two that attest at the same moment leave two files or one refusal, never half a file', async () => {
  const [one, other] = await Promise.all([preview({by: 'ines.o'}), preview({by: 'tom.w'})])
  const answers = await Promise.all([confirm(one), confirm(other)])
  expect(answers.map(({status}) => status).toSorted()).toEqual([303, 409])
  expect(await world.records()).toEqual([recordName])
  expect(path.extname((await world.records()).join())).toBe('.md')
})
