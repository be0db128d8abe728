import {mkdir, readdir, readFile, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {describe, expect, it, test} from 'vitest'
import {projectOf, proofmark} from './proofmark.ts'

const env = {PRODUCTION: 'http://127.0.0.1:9'}
const restore = 'recovery/restore-rehearsed'
const records = async (cwd: string): Promise<string[]> => (await readdir(path.join(cwd, 'docs/records'))).toSorted()
const today = (): string => new Date().toISOString().slice(0, 10)

/** Where an item stands in an environment, as `show` gives it to programs. */
async function own(cwd: string, item: string, environment = 'production') {
  const {out} = await proofmark(['show', item, '--env', environment, '--format', 'json'], {cwd, env})
  return JSON.parse(out).environments[0].results[0]
}

test('attest on a fresh item, then run: it passes, and who said so is shown', async () => {
  const cwd = await projectOf('launch')
  expect((await own(cwd, restore)).own).toMatchObject({status: 'blocked', reason: 'missing'})
  const line = ['attest', restore, '--env', 'production', '--by', 'ines.o', '--note', 'From the backup of *Sunday*.']
  const attested = await proofmark(line, {cwd, env})
  const file = `docs/records/${today()}-recovery-restore-rehearsed-production.md`
  expect(attested).toEqual({
    code: 0,
    out: `Attested: ${file}\nNext: proofmark run --env production\n`,
    err: '',
  })
  expect(await readFile(path.join(cwd, file), 'utf8')).toBe(`---
title: "Attested for production: A restore was rehearsed"
kind: attestation
item: recovery/restore-rehearsed
text: A restore was rehearsed
context: Recovery
environments:
  - production
says: met
by: ines.o
on: ${today()}
renew_every: 180d
---

From the backup of *Sunday*.
`)
  const run = await proofmark(['run', '--env', 'production', '--format', 'json'], {cwd, env})
  const [{results}] = JSON.parse(run.out).environments
  expect(results.results.find(({key}: {key: string}) => key === `launch:${restore}`)).toMatchObject({
    own: {status: 'pass'},
    attestation: {by: 'ines.o', on: today(), at: {file}},
  })
  expect((await own(cwd, restore, 'staging')).own.because).toMatch(
    /^no attestation for staging; production's of \d+ \w+ \d{4} does not count here$/,
  )
  const shown = await proofmark(['show', restore, '--env', 'production'], {cwd, env})
  expect(shown.out).toMatch(/attested +by ines\.o on \d+ \w+ \d{4}, until \d+ \w+ \d{4}/)
  expect(await proofmark(['lint'], {cwd, env})).toMatchObject({code: 0, out: 'No problems.\n'})
})

test('a record that is not valid, or names nothing, is told by lint, and the run goes on', async () => {
  const cwd = await projectOf('launch')
  await proofmark(['attest', restore, '--env', 'production', '--by', 'ines.o'], {cwd, env})
  await writeFile(path.join(cwd, 'docs/records/broken.md'), '---\nkind: attestation\nitem: access/admin\n---\n')
  const waiver =
    '---\nkind: waiver\nitem: access/admin\ntext: A\ncovers: item\nenvironments: [production]\nreason: R\nowner: a\napprover: b\nuntil: 2099-01-01\n---\n'
  await writeFile(path.join(cwd, 'docs/records/waiver.md'), waiver)
  await writeFile(path.join(cwd, 'docs/records/other.md'), waiver.replace('access/admin', 'access/admn'))
  const lint = await proofmark(['lint'], {cwd, env})
  expect(lint.code).toBe(1)
  expect(lint.out).toContain('docs/records/broken.md:2:1 Unexpected map without `text`')
  expect(lint.out).toContain('docs/records/other.md:3:7 Unexpected item `access/admn` in a record')
  expect(lint.out).toContain('docs/records/waiver.md:1:1 Unexpected approver `b`, expected one that `approvers`')
  expect((await own(cwd, restore)).own.status).toBe('pass')
  expect((await proofmark(['run', 'docs/launch.md', '--env', 'production'], {cwd, env})).code).toBe(1)
})

describe('in a script', () => {
  const rows: [says: string, line: string, err: string][] = [
    ['no environment', `${restore} --by a`, 'Unexpected end of the line, expected `--env NAME`'],
    ['no person', `${restore} --env production`, 'Unexpected end of the line, expected `--by WHO`'],
    ['no end', 'if-use/dead-letters-watched --env production --by a', 'expected `--until DAY` or `--renew-every 180d`'],
    ['no item', '', 'Unexpected end of the line, expected `proofmark attest ITEM…`'],
    [
      'an unknown item',
      'recovery/restore-rehersed --env production --by a',
      'did you mean `recovery/restore-rehearsed`?',
    ],
    [
      'an unknown environment',
      `${restore} --env prod --by a`,
      'Unexpected environment `prod`, did you mean `production`?',
    ],
    [
      'an unknown tenant',
      `${restore} --env production --by a --tenant acm`,
      'Unexpected tenant `acm`, did you mean `acme`?',
    ],
    [
      'a day to come',
      `${restore} --env production --by a --on 2999-01-01`,
      'Unexpected `2999-01-01` for `--on`, expected a past day',
    ],
    ['a day that is none', `${restore} --env production --by a --on monday`, 'Unexpected `monday` for `--on`'],
    [
      'an end that is past',
      `${restore} --env production --by a --until 2020-01-01`,
      'Unexpected `2020-01-01` for `--until`, expected a day to come',
    ],
    [
      'a span that is none',
      `${restore} --env production --by a --renew-every often`,
      'Unexpected `often` for `--renew-every`, expected a span',
    ],
    [
      'no word of ours',
      `${restore} --env production --by a --says maybe`,
      'Unexpected `maybe` for `--says`, expected `met` or `not-applicable`',
    ],
    [
      'not applicable over checks',
      'access/admin --env production --by a --until 2999-01-01 --says not-applicable',
      'which has checks',
    ],
    ['again what nobody said', `${restore} --env production --by a --again`, 'which nobody has attested there'],
  ]
  it.each(rows)('%s is said in one line, and nothing is written', async (_, line, err) => {
    const cwd = await projectOf('launch')
    const ended = await proofmark(['attest', ...line.split(' ').filter((word) => word !== '')], {cwd, env})
    expect([ended.code, ended.out]).toEqual([2, ''])
    expect(ended.err).toContain(err)
    expect(await readdir(path.join(cwd, 'docs'))).not.toContain('records')
  })

  it('several items get a record each, for several environments and one tenant', async () => {
    const cwd = await projectOf('launch')
    const line =
      'attest recovery/restore-rehearsed if-use/dead-letters-watched --env production --env staging --by a --until 2999-01-01'
    expect((await proofmark([...line.split(' ')], {cwd, env})).err).toBe(
      "Nothing else says how to prove `if-use/dead-letters-watched`: this record binds it to a person's word.\n",
    )
    expect(await records(cwd)).toEqual([
      `${today()}-if-use-dead-letters-watched-production-staging.md`,
      `${today()}-recovery-restore-rehearsed-production-staging.md`,
    ])
    for (const environment of ['production', 'staging'])
      expect((await own(cwd, restore, environment)).own.status).toBe('pass')
  })

  it('an item that checks alone prove is told to gain nothing', async () => {
    const cwd = await projectOf('launch')
    const line = 'attest access/admin --env production --by a --until 2999-01-01 --dry-run'
    expect((await proofmark(line.split(' '), {cwd, env})).err).toContain("is proven without a person's word")
  })

  it('--dry-run prints the record and writes nothing', async () => {
    const cwd = await projectOf('launch')
    const line = `attest ${restore} --env production --by ines.o --on 2026-01-02 --release 1.4 --tenant acme --dry-run`
    const {code, out, err} = await proofmark(line.split(' '), {cwd, env})
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain(
      'tenants:\n  - acme\nsays: met\nby: ines.o\non: 2026-01-02\nrenew_every: 180d\nrelease: "1.4"\n---\n',
    )
    expect(await readdir(path.join(cwd, 'docs'))).not.toContain('records')
  })

  it('--again says what has changed, and renews what was said', async () => {
    const cwd = await projectOf('launch')
    const dead = 'if-use/dead-letters'
    const first = `attest ${dead} --env staging --by ines.o --on 2026-01-02 --renew-every 10000d --release 1.4`
    await proofmark(first.split(' '), {cwd, env})
    await writeFile(path.join(cwd, 'docs/dead-letters.md'), '# Dead letters\n\nThrow them away.\n')
    const again = ['attest', dead, '--by', 'tom.w', '--again']
    const asked = await proofmark(again, {cwd, env})
    expect([asked.code, asked.err]).toEqual([2, expect.stringContaining('expected `--release NAME`')])
    const renewed = await proofmark([...again, '--release', '1.5', '--dry-run'], {cwd, env})
    expect(renewed.err).toContain(
      [
        'Last attested by ines.o on 2 Jan 2026 (docs/records/2026-01-02-if-use-dead-letters-staging.md).',
        'Since then:',
        '  the page `docs/dead-letters.md` changed\n',
      ].join('\n'),
    )
    expect(renewed.out).toContain('  - staging\nsays: met\nby: tom.w\n')
    expect(renewed.out).toContain('renew_every: 10000d\nrelease: "1.5"\nsees:\n  - path: docs/dead-letters.md\n')
  })

  it('needs no proofmark.yaml', async () => {
    const cwd = await projectOf('launch')
    const file = path.join(cwd, 'docs/launch.md')
    await mkdir(path.join(cwd, 'alone'))
    await writeFile(
      path.join(cwd, 'alone/list.md'),
      await readFile(file, 'utf8').then((text) => text.replace(/\[Dead.*\)/, 'x')),
    )
    const line = 'attest recovery/restore-rehearsed --file list.md --root . --env local --by a --until 2999-01-01'
    const attested = await proofmark(line.split(' '), {cwd: path.join(cwd, 'alone'), env})
    expect(attested.out).toBe(
      `Attested: records/${today()}-recovery-restore-rehearsed-local.md\nNext: proofmark run --env local list.md\n`,
    )
  })
})
