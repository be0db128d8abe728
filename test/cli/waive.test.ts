import {readdir, readFile, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {describe, expect, it, test} from 'vitest'
import {inProcess} from './person.ts'
import {payments, projectOf, service} from './proofmark.ts'

const now = new Date('2026-11-24T14:00:00Z')
const restore = 'recovery/restore-rehearsed'
const all = ['--env', 'production', '--reason', 'No data yet.', '--approver', 'lena.b', '--until', '2026-12-31']

async function projectWith(approvers: string): Promise<string> {
  const cwd = await projectOf('launch')
  const file = path.join(cwd, 'proofmark.yaml')
  await writeFile(file, `approvers: ${approvers}\n${await readFile(file, 'utf8')}`)
  return cwd
}

/** Waives in a project that lists two approvers, unless it is another one. */
async function waive(args: readonly string[], more: {cwd?: string; answers?: (string | null)[]; target?: string} = {}) {
  const cwd = more.cwd ?? (await projectWith('[lena.b, tom.w]'))
  const answers = more.answers === undefined ? {} : {answers: more.answers}
  const env = {PRODUCTION: more.target ?? 'http://127.0.0.1:9'}
  return {cwd, env, ...(await inProcess(['waive', ...args], {cwd, env, now, ...answers}))}
}

const neverRun = `No run of production is kept, so nobody can say where \`${restore}\` stands now.\n`

test('a waiver is written, says what it does not do, and lint finds nothing wrong in it', async () => {
  const {cwd, env, code, out, err} = await waive([restore, ...all])
  const file = 'docs/records/2026-11-24-waiver-recovery-restore-rehearsed-production.md'
  expect([code, err]).toEqual([0, neverRun])
  expect(out).toBe(
    `Waived: ${file}\nIt changes no status: gates set \`${restore}\` aside in production until 31 Dec 2026. Let it be reviewed as code is.\n`,
  )
  expect(await readFile(path.join(cwd, file), 'utf8')).toBe(`---
title: "Waived for production until 2026-12-31: A restore was rehearsed"
kind: waiver
item: recovery/restore-rehearsed
text: A restore was rehearsed
covers: item
environments:
  - production
reason: No data yet.
owner: Data
approver: lena.b
until: 2026-12-31
---
`)
  expect((await inProcess(['lint'], {cwd, env, now})).code).toBe(0)
  const again = await waive([restore, ...all, '--dry-run'], {cwd})
  expect(again.err).toContain(
    `is waived in production already, until 31 Dec 2026 (${file}): the waiver that holds longest`,
  )
})

test('the items below are covered with their sentences, for one tenant', async () => {
  const dead = 'if-use/dead-letters-watched'
  const {code, out} = await waive([dead, ...all, '--owner', 'ops', '--subtree', '--tenant', 'acme', '--dry-run'])
  expect(code).toBe(0)
  expect(out).toContain(
    'covers: subtree\nitems:\n  - item: if-use/dead-letters\n    text: "The page says how: Dead letters"\nenvironments:\n  - production\ntenants:\n  - acme\n',
  )
  const written = await waive([dead, ...all, '--owner', 'ops', '--subtree', '--tenant', 'acme'])
  expect(written.out).toContain(`gates set \`${dead}\` and the item below it aside in production for acme until`)
})

test('what passes now is told, and written all the same', async () => {
  const cwd = await projectWith('[lena.b]')
  const target = await service(payments)
  expect((await inProcess(['run', '--env', 'production'], {cwd, env: {PRODUCTION: target}, now})).code).toBe(1)
  const {code, err} = await waive(['access/healthz', ...all], {cwd, target})
  expect([code, err]).toEqual([
    0,
    '`access/healthz` passes in production now: there is nothing to set aside while it does.\n',
  ])
})

describe('in a script', () => {
  const given = (...more: string[]): string[] => [restore, ...all, ...more]
  const without = (option: string): string[] => {
    const at = all.indexOf(option)
    return [restore, ...all.toSpliced(at, 2)]
  }
  const rows: [says: string, args: string[], err: string][] = [
    ['no environment', without('--env'), 'expected `--env NAME`'],
    ['no reason', without('--reason'), 'expected `--reason TEXT`'],
    ['no owner', ['if-use/dead-letters', ...all], 'expected `--owner WHO`'],
    ['no approver', without('--approver'), 'expected `--approver WHO`'],
    ['no end', without('--until'), 'expected `--until DAY`'],
    ['a blank owner', given('--owner', ' '), 'Unexpected end after `--owner`, expected WHO'],
    ['no item', [], 'expected `proofmark waive ITEM`'],
    ['two items', given('access/admin'), 'Unexpected `access/admin`'],
    ['an unknown item', ['recovery/restore-rehersed', ...all], 'did you mean `recovery/restore-rehearsed`?'],
    ['an unknown environment', given('--env', 'prod'), 'Unexpected environment `prod`'],
    ['an unknown tenant', given('--tenant', 'acm'), 'Unexpected tenant `acm`, did you mean `acme`?'],
    ['an end that is past', given('--until', '2026-11-23'), 'expected a day to come such as `2026-12-24`'],
    ['an end that is none', given('--until', 'soon'), 'Unexpected `soon` for `--until`'],
    ['an approver who owns it', given('--owner', 'Lena.B'), 'Unexpected approver `lena.b`, who is the owner too'],
    ['an approver who may not', given('--approver', 'ines.o'), 'does not list, expected `lena.b` or `tom.w`'],
    ['nothing below', given('--subtree'), 'which has no items below it'],
  ]
  it.each(rows)('%s is said in one line, and nothing is written', async (_, args, err) => {
    const ended = await waive(args)
    expect([ended.code, ended.out, ended.err.trim().split('\n').length]).toEqual([2, '', 1])
    expect(ended.err).toContain(err)
    expect(await readdir(path.join(ended.cwd, 'docs'))).not.toContain('records')
  })

  it('nobody may accept anything where nobody is listed', async () => {
    const {code, err} = await waive(given(), {cwd: await projectWith('[]')})
    expect([code, err]).toEqual([
      2,
      'Unexpected waiver, since `approvers` in `proofmark.yaml` lists nobody, expected it to name who may accept one\n',
    ])
  })
})

describe('at a terminal', () => {
  it('what is so is said first, and what is missing is asked for', async () => {
    const answers = ['production', 'No data yet.', 'Tom.W', '2026-12-31']
    const {cwd, code, err, asked} = await waive([restore], {answers})
    expect([code, err]).toEqual([0, `“A restore was rehearsed” (docs/launch.md:17:1)\n${neverRun}`])
    expect(asked).toEqual([
      'In which environment is it accepted?',
      'Why is it accepted for now?',
      'Who accepts it?',
      'Until what day?',
    ])
    const [file = ''] = await readdir(path.join(cwd, 'docs/records'))
    expect(await readFile(path.join(cwd, 'docs/records', file), 'utf8')).toContain(
      'approver: Tom.W\nuntil: 2026-12-31\n',
    )
  })

  it('no answer is no waiver', async () => {
    const {cwd, code, out} = await waive([restore, '--env', 'production'], {answers: ['No data yet.', '']})
    expect([code, out]).toEqual([2, ''])
    expect(await readdir(path.join(cwd, 'docs'))).not.toContain('records')
  })
})

test('a gate heeds a waiver until its day is over, whatever the status', async () => {
  const cwd = await projectWith('[lena.b]')
  const env = {PRODUCTION: await service(payments)}
  const said = async (line: string, at: Date = now) => {
    const {code, out} = await inProcess(line.split(' '), {cwd, env, now: at})
    const {gates, results} = JSON.parse(out).environments[0]
    return {code, gate: (gates ?? results.gates)[0]}
  }
  const json = '--env production --format json'
  expect(await said(`run ${json}`)).toMatchObject({code: 1, gate: {verdict: 'unmet', waived: 0}})
  for (const item of ['access/debug-headers', restore]) expect((await waive([item, ...all], {cwd})).code).toBe(0)
  expect(await said(`gate ${json}`)).toMatchObject({
    code: 0,
    gate: {verdict: 'met', waived: 2, until: '2026-12-31T23:59:59.999Z', repairs: []},
  })
  expect((await inProcess(['gate', '--env', 'production'], {cwd, env, now})).out).toContain('4 items pass, 2 waived')
  const item = await inProcess(['show', 'access/debug-headers', '--env', 'production'], {cwd, env, now})
  expect(item.out).toMatch(/^ {2}FAIL .*\n.*\n {4}waived {8}until 31 Dec 2026, approved by lena\.b/m)

  const lastDay = new Date('2026-12-31T20:00:00Z')
  expect(await said(`run ${json}`, lastDay)).toMatchObject({code: 0, gate: {verdict: 'met', waived: 2}})
  const after = new Date('2027-01-01T00:00:00Z')
  expect(await said(`gate ${json}`, after)).toMatchObject({code: 1, gate: {verdict: 'unmet', waived: 0, toMend: 2}})
})
