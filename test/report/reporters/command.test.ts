import {mkdir, readdir, readFile, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {expect, test} from 'vitest'
import {processIo} from '../../../src/cli/io.ts'
import {reportersAsked, tell} from '../../../src/cli/reporting.ts'
import type {Reporter} from '../../../src/report/index.ts'
import {payments, projectOf, proofmark, service} from '../../cli/proofmark.ts'

test('reporters write whole files beside the text, and the exit code is computed apart', async () => {
  const cwd = await projectOf('launch')
  const summary = path.join(cwd, 'summary.md')
  await writeFile(summary, 'before\n')
  const env = {PRODUCTION: await service(payments), GITHUB_STEP_SUMMARY: summary}
  const files = ['junit=out/deep/junit.xml', 'csv=out/all.csv', 'markdown=out/comment.md', 'github=out/github.txt']
  const given = files.flatMap((file) => ['--reporter', file])
  const ended = await proofmark(['run', '--env', 'production', ...given], {cwd, env})
  expect([ended.code, ended.err]).toEqual([1, ''])
  expect(ended.out).toContain('NOT MET')
  const written = await readdir(path.join(cwd, 'out'), {recursive: true})
  expect(written.toSorted()).toEqual(['all.csv', 'comment.md', 'deep', 'deep/junit.xml', 'github.txt'])
  const comment = await readFile(path.join(cwd, 'out/comment.md'), 'utf8')
  expect(comment).toContain('<!-- proofmark: report -->')
  expect(await readFile(summary, 'utf8')).toBe(`before\n${comment}`)
  expect(await readFile(path.join(cwd, 'out/deep/junit.xml'), 'utf8')).toContain(
    '<testsuite name="production · launch"',
  )
})

test('one reporter takes the place of the text on the output; json is --format json; a gate has the same ones', async () => {
  const cwd = await projectOf('launch')
  const env = {PRODUCTION: await service(payments)}
  const run = await proofmark(['run', '--env', 'production', '--reporter', 'tap', '--reporter', 'text=report.txt'], {
    cwd,
    env: {...env, FORCE_COLOR: '1', NO_COLOR: ''},
  })
  expect(run.out).toMatch(/^TAP version 14\n1\.\.\d+\n/)
  expect(run.out).not.toContain('Run kept')
  const text = await readFile(path.join(cwd, 'report.txt'), 'utf8')
  expect(text).toContain('Run kept')
  expect(text).not.toContain('\u001b')
  const [kept = ''] = await readdir(path.join(cwd, '.proofmark/runs/production'))
  const gate = (...options: string[]) =>
    proofmark(['gate', '--run', `.proofmark/runs/production/${kept}`, ...options], {cwd, env})
  const [asFormat, asReporter, asJunit] = await Promise.all([
    gate('--format', 'json'),
    gate('--reporter', 'json'),
    gate('--reporter', 'junit'),
  ])
  expect(asReporter).toEqual(asFormat)
  expect(asJunit.code).toBe(1)
  expect(asJunit.out).toContain(`<property name="run" value="${kept.replace('.json', '')}"/>`)
})

test('a reporter that cannot write is a warning, and changes no exit code', async () => {
  const cwd = await projectOf('launch')
  const env = {PRODUCTION: await service(payments)}
  const ended = await proofmark(['run', '--env', 'production', '--reporter', 'csv=proofmark.yaml/all.csv'], {cwd, env})
  expect(ended.code).toBe(1)
  expect(ended.out).toContain('NOT MET')
  expect(ended.err).toContain('The reporter `csv` could not report into')
})

test.each([
  [['--reporter', 'junti=x.xml'], 'Unexpected reporter `junti`, did you mean `junit`?'],
  [['--reporter', 'nothing'], 'Unexpected reporter `nothing`, expected `csv`, `github`'],
  [['--reporter', 'tap', '--reporter', 'csv'], 'Unexpected `--reporter csv` beside `--reporter tap`'],
  [['--reporter', 'tap', '--format', 'json'], 'Unexpected `--format json` beside `--reporter tap`'],
  [['--reporter', 'tap='], 'Unexpected end after `tap=`, expected a file'],
  [['--reporter', 'tap=docs'], 'Unexpected folder `'],
  [['--reporter', 'tap=/dev/null'], 'Unexpected device `/dev/null`'],
  [['--reporter', 'tap=x', '--reporter', 'csv=./x'], 'Unexpected second reporter into `'],
])('what cannot be reported so is refused before anything is run: %j', async (options, sentence) => {
  const cwd = await projectOf('launch')
  const ended = await proofmark(['run', ...options], {cwd, env: {PRODUCTION: 'http://127.0.0.1:9'}})
  expect([ended.code, ended.out]).toEqual([2, ''])
  expect(ended.err).toContain(sentence)
  expect(await readdir(cwd)).not.toContain('.proofmark')
})

test('what a reporter writes takes the place of an older file in one step', async () => {
  const cwd = await projectOf('launch')
  await mkdir(path.join(cwd, 'out'))
  await writeFile(path.join(cwd, 'out/all.csv'), 'old'.repeat(10_000))
  const env = {PRODUCTION: 'http://127.0.0.1:9'}
  const file = path.join(cwd, 'out/all.csv')
  await proofmark(['gate', '--env', 'production', '--reporter', `csv=${file}`], {cwd, env})
  expect(await readFile(file, 'utf8')).toMatch(/^environment,tenant,checklist,id,/)
  expect(await readFile(file, 'utf8')).not.toContain('oldold')
  expect(await readdir(path.join(cwd, 'out'))).toEqual(['all.csv'])
})

test('a reporter that throws is a warning, and the others still report', async () => {
  const said = {out: '', err: ''}
  const io = {
    ...processIo(),
    env: {},
    out: (text: string) => {
      said.out += text
    },
    err: (text: string) => {
      said.err += text
    },
  }
  const broken: Reporter = {
    name: 'broken',
    summary: 'Throws.',
    extension: 'txt',
    report() {
      throw new Error('no such luck')
    },
  }
  const asked = [{reporter: broken, file: null}, ...(await reportersAsked(io, 'text', []))]
  await tell(io, asked, {environments: [], document: {}, text: () => 'the text'})
  expect(said).toEqual({out: 'the text', err: 'The reporter `broken` could not report: no such luck\n'})
})
