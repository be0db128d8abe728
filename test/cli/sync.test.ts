import {execFile} from 'node:child_process'
import {readFile, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {promisify} from 'node:util'
import {Ajv2020} from 'ajv/dist/2020.js'
import {describe, expect, it, test} from 'vitest'
import {inProcess} from './person.ts'
import {payments, projectOf, root, service} from './proofmark.ts'

const list = 'docs/launch.md'
const text = (cwd: string, file = list): Promise<string> => readFile(path.join(cwd, file), 'utf8')

async function edit(cwd: string, file: string, old: string, now: string): Promise<void> {
  const before = await text(cwd, file)
  expect(before).toContain(old)
  await writeFile(path.join(cwd, file), before.replace(old, now))
}

/** A project whose production answers, and was run once. */
async function ran(change: (cwd: string) => Promise<void> = async () => {}) {
  const cwd = await projectOf('launch')
  await change(cwd)
  const env = {PRODUCTION: await service(payments)}
  const call = async (line: string, more: Partial<Parameters<typeof inProcess>[1]> = {}) => {
    const {code, out, err} = await inProcess(line.split(' '), {cwd, env, ...more})
    return {code, out: line.endsWith('json') ? out : out.replaceAll(/\d+ \w{3} \d{4}, \d\d:\d\d UTC/g, 'MOMENT'), err}
  }
  await call('run --env production')
  return {cwd, call}
}

const diff = `--- a/docs/launch.md
+++ b/docs/launch.md
@@ -4,5 +4,5 @@ docs/launch.md:5
 
-- [ ] Admin routes refuse a caller without a role (\`/admin\`)
-- [x] Debug headers are off (\`DEBUG_HEADERS=false\`)
-- [ ] The service answers (\`/healthz\`)
+- [x] Admin routes refuse a caller without a role (\`/admin\`)
+- [ ] Debug headers are off (\`DEBUG_HEADERS=false\`)
+- [x] The service answers (\`/healthz\`)
 
@@ -10,5 +10,5 @@ docs/launch.md:11
 
-- [ ] Retries are bounded (\`QUEUE_RETRIES\`)
-- [ ] Dead letters are watched:
-  - [ ] The page says how: [Dead letters](dead-letters.md)
+- [x] Retries are bounded (\`QUEUE_RETRIES\`)
+- [x] Dead letters are watched:
+  - [x] The page says how: [Dead letters](dead-letters.md)
 
`
const because =
  'docs/launch.md:6 unticks `access/debug-headers`: fail: expected DEBUG_HEADERS to be false, saw "yes" (reads as true) in deploy/production.env:2\n'

describe('sync', () => {
  it('shows what it would write, writes it, and then has nothing to do', async () => {
    const {cwd, call} = await ran()
    const before = await text(cwd)
    const to = '5 boxes to tick and 1 to untick, as production was seen on MOMENT (`proofmark sync` writes it).\n'
    expect(await call('sync --check')).toEqual({code: 1, out: `${diff}${to}`, err: because})
    expect(await call('sync --dry-run')).toEqual({code: 0, out: `${diff}${to}`, err: because})
    expect(await text(cwd)).toBe(before)
    const done = 'Ticked 5 boxes and unticked 1, as production was seen on MOMENT.\n'
    expect(await call('sync')).toEqual({code: 0, out: `${diff}${done}`, err: because})
    const agree = {code: 0, out: 'Boxes and proof agree, as production was seen on MOMENT.\n', err: ''}
    expect(await call('sync')).toEqual(agree)
    expect(await call('sync --check docs/launch.md')).toEqual(agree)
    expect((await call('lint')).code).toBe(0)
  })

  it('prints what `git apply` can write', async () => {
    const {cwd, call} = await ran()
    const {out} = await call('sync --dry-run')
    await writeFile(path.join(cwd, 'boxes.patch'), out)
    await promisify(execFile)('git', ['apply', 'boxes.patch'], {cwd})
    expect((await call('sync --check')).code).toBe(0)
  })

  it('keeps a byte order mark and CRLF, and lets nothing in the text steer the terminal', async () => {
    const {cwd, call} = await ran(async (cwd) => {
      const steering = (await text(cwd)).replace('The service answers', 'The \u001B[2Jservice\u202E answers')
      await writeFile(path.join(cwd, list), `\uFEFF${steering.replaceAll('\n', '\r\n')}`)
    })
    const before = await text(cwd)
    const {out} = await call('sync', {colour: true})
    expect(await text(cwd)).toBe(
      before.replaceAll('- [ ]', '- [x]').replace('[x] Debug', '[ ] Debug').replace('[x] A restore', '[ ] A restore'),
    )
    expect(out).toContain('\u001B[32m+- [x] The \uFFFD[2Jservice\uFFFD answers')
    expect(out).not.toContain('\u202E')
  })

  it('for programs is what its schema says', async () => {
    const {call} = await ran()
    const {code, out, err} = await call('sync --check --format json')
    expect([code, err]).toEqual([1, ''])
    const data = JSON.parse(out)
    expect(data).toMatchObject({
      kind: 'sync',
      environment: 'production',
      agrees: false,
      written: false,
      checklists: [
        {
          file: list,
          diff,
          changes: [
            {key: 'launch:access/admin', line: 5, from: 'not-ticked', to: 'ticked', because: 'proven'},
            {key: 'launch:access/debug-headers', line: 6, from: 'ticked', to: 'not-ticked'},
            {line: 7},
            {line: 11},
            {line: 12, because: 'all that is required below it is proven'},
            {line: 13},
          ],
          left: [],
        },
      ],
    })
    const schema = JSON.parse(await readFile(path.join(root, 'docs/reference/schemas/sync.json'), 'utf8'))
    const validate = new Ajv2020({validateFormats: false}).compile(schema)
    expect(validate(data), JSON.stringify(validate.errors)).toBe(true)
  })

  it('leaves ticked what only a run can say', async () => {
    const {cwd, call} = await ran(async (cwd) => {
      await edit(cwd, 'proofmark.yaml', '    release: 4f2c91a\n', '    release: 4f2c91a\n    fresh_for: 1h\n')
      await edit(cwd, list, '[x] Debug', '[ ] Debug')
      await edit(cwd, list, '[ ] The service', '[x] The service')
    })
    const now = new Date(Date.now() + 2 * 3_600_000)
    const {code, out, err} = await call('sync --check', {now})
    expect([code, out]).toEqual([
      0,
      'Boxes and proof agree, as production was seen on MOMENT; 1 stays ticked until `proofmark run --env production` can say.\n',
    ])
    expect(err).toMatch(
      /^docs\/launch\.md:7 leaves `access\/healthz` ticked until a run can say: blocked: the last result from `outside` is of /,
    )
    expect(await text(cwd)).toContain('[x] The service')
  })
})

describe('where nobody can say, it says what to do', () => {
  test('no run was kept', async () => {
    const cwd = await projectOf('launch')
    const env = {PRODUCTION: 'http://127.0.0.1:9'}
    expect(await inProcess(['sync'], {cwd, env})).toMatchObject({
      code: 2,
      out: '',
      err: 'Unexpected environment `production` without a kept run, expected one to go by: proofmark run --env production\n',
    })
  })

  test('the boxes speak of no environment', async () => {
    const {call} = await ran((cwd) => edit(cwd, 'proofmark.yaml', 'claims_for: production\n', ''))
    const {code, out, err} = await call('sync')
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(
      'proofmark.yaml:1:1 Unexpected project without `claims_for`, expected it to name the environment that the boxes speak of: `production` or `staging`',
    )
  })

  test('two options that exclude each other', async () => {
    const cwd = await projectOf('launch')
    expect(await inProcess(['sync', '--check', '--dry-run'], {cwd})).toMatchObject({
      code: 2,
      err: 'Unexpected `--check` beside `--dry-run`, expected one of them\n',
    })
  })
})
