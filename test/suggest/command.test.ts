import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {formats} from '../../src/model/report.ts'
import {proofmark, shown} from '../cli/proofmark.ts'

const launch = `# Launch

## Access

- [ ] Registration is closed (\`OPEN_SIGNUP=false\`)
- [ ] \`GRPC_GATEWAY\` is off
- [ ] Decide how customers sign in:
  - [ ] passwords
  - [ ] single sign-on
- [ ] If using single sign-on:
  - [ ] \`SSO_URL\` is set
- [ ] \`launchctl flush --all\`

## Nights

- [ ] [Mail is stuck](mail.md) has been practised
`

async function folder(files: Record<string, string> = {}): Promise<string> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'proofmark-suggest-'))
  onTestFinished(() => rm(root, {recursive: true, force: true}))
  for (const [name, text] of Object.entries({'launch.md': launch, 'mail.md': '# Mail\n', ...files}))
    await writeFile(path.join(root, name), text)
  return root
}

test('proposals stand in the document, and nothing is written unasked', async () => {
  const cwd = await folder()
  const ended = await proofmark(['suggest', 'launch.md'], {cwd})
  expect(shown('suggest launch.md', ended)).toMatchSnapshot()
  await expect(readFile(path.join(cwd, 'launch.bindings.yaml'))).rejects.toThrow('ENOENT')
})

test('what is written binds the items, and is written once', async () => {
  const cwd = await folder()
  await proofmark(['suggest', 'launch.md', '--write'], {cwd})
  const written = await readFile(path.join(cwd, 'launch.bindings.yaml'), 'utf8')
  expect(written).toMatchSnapshot()
  const again = await proofmark(['suggest', 'launch.md', '--write'], {cwd})
  expect(shown('suggest launch.md --write', again)).toMatchSnapshot()
  expect(await readFile(path.join(cwd, 'launch.bindings.yaml'), 'utf8')).toBe(written)
  const plan = await proofmark(['plan', 'launch.md'], {cwd})
  expect(plan.code).toBe(0)
  expect(plan.out).toContain('automatic 6, semi 1, manual 0, unbound 1')
})

test('with a project what is bound already is left out, and its entries stay', async () => {
  const kept = '# ours\nitems:\n  access/open-signup:\n    checks: [{env: OPEN_SIGNUP=false}]\n'
  const cwd = await folder({
    'proofmark.yaml': 'checklists: [launch.md]\nenvironments: {prod: {}}\n',
    'launch.bindings.yaml': kept,
  })
  const {code, out} = await proofmark(['suggest', '--write', '--format', 'json'], {cwd})
  const report = formats.suggest.schema.parse(JSON.parse(out))
  const [told] = report.checklists
  expect(code).toBe(0)
  expect(report.written).toEqual(['launch.bindings.yaml'])
  expect(told?.bound).toBe(1)
  expect(told?.proposals.map(({id}) => id)).not.toContain('access/open-signup')
  expect((await readFile(path.join(cwd, 'launch.bindings.yaml'), 'utf8')).startsWith(kept)).toBe(true)
})

test('the less sure is left out on demand, and a strange word is told', async () => {
  const cwd = await folder()
  const {out} = await proofmark(['suggest', 'launch.md', '--min-confidence', 'high'], {cwd})
  expect(out).toContain('env: OPEN_SIGNUP=false')
  expect(out).not.toContain('GRPC_GATEWAY=false')
  const wrong = await proofmark(['suggest', 'launch.md', '--min-confidence', 'sure'], {cwd})
  expect(wrong).toEqual({
    code: 2,
    out: '',
    err: 'Unexpected `sure` for `--min-confidence`, expected `high`, `medium` or `low`\n',
  })
})

test('a run may lean on what is sure, says so, and writes no bindings', async () => {
  const cwd = await folder({
    'proofmark.yaml':
      'checklists: [launch.md]\nenvironments: {prod: {config: [{values: {OPEN_SIGNUP: "no", GRPC_GATEWAY: "true"}}]}}\n',
  })
  const {out, code} = await proofmark(['run', '--inferred', '--format', 'json'], {cwd})
  const report = formats.run.schema.parse(JSON.parse(out))
  const standing = report.environments[0]?.results.items ?? {}
  expect(code).toBe(1)
  expect(standing['launch:access/open-signup']?.status).toBe('pass')
  expect(report.inferred).toContain('launch:access/open-signup')
  expect(report.inferred).not.toContain('launch:access/grpc-gateway')
  expect(standing['launch:access/grpc-gateway']?.status).toBe('blocked')
  await expect(readFile(path.join(cwd, 'launch.bindings.yaml'))).rejects.toThrow('ENOENT')
  const text = await proofmark(['run', '--inferred'], {cwd})
  expect(text.out).toContain(
    'judged by proposals that nobody has read (.proofmark/inferred.yaml). Next: proofmark suggest',
  )
  const plain = formats.run.schema.parse(JSON.parse((await proofmark(['run', '--format', 'json'], {cwd})).out))
  expect(plain.inferred).toEqual([])
})
