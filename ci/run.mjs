// Makes the run, or judges what is kept, reports it, and writes down how it ended. Ends well unless nothing could be judged.
import {spawn} from 'node:child_process'
import {existsSync, globSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {forgetRuns} from './keep.mjs'
import {asked, hand, isAsked, oneOf, projectFolder, property, reportsFolder, Stop, say, step, words} from './shared.mjs'

const program = () => asked('PROGRAM') || path.resolve(import.meta.dirname, '../bin/proofmark.mjs')
const report = (name) => `${reportsFolder}/${name}`

/** Runs Proofmark in the project; its output is that of the step. */
function proofmark(args, cwd) {
  return new Promise((resolve, reject) => {
    // An argument for each value and no shell: what is in a name can only ever be a name.
    const child = spawn(process.execPath, [program(), ...args], {cwd, stdio: ['ignore', 'inherit', 'pipe']})
    let said = ''
    child.stderr.on('data', (part) => {
      process.stderr.write(part)
      said = (said + part).slice(-4000)
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({code, said: said.trim()}))
  })
}

const option = (name, value) => (value === '' ? [] : [`--${name}=${value}`])

/** The arguments of the command that judges: a run, or a gate over what is kept. */
function argumentsFor(kept, sarif) {
  const environments = words(asked('ENVIRONMENTS')).flatMap((name) => option('env', name))
  const shard = option('shard', asked('SHARD'))
  if (shard.length > 0) return ['run', ...environments, ...option('vantage', asked('VANTAGE')), ...shard]
  const reporters = {github: 'annotations.txt', json: 'report.json', junit: 'junit.xml', markdown: 'comment.md'}
  const all = {...reporters, ...(sarif ? {sarif: 'proofmark.sarif'} : {})}
  const judging = [
    ...environments,
    ...words(asked('BASELINE')).flatMap((run) => option('baseline', run)),
    ...Object.entries(all).map(([name, file]) => `--reporter=${name}=${report(file)}`),
  ]
  const gate = asked('GATE')
  return kept
    ? ['gate', ...judging, ...(gate === '' ? [] : ['--', gate])]
    : ['run', ...judging, ...option('gate', gate), ...option('vantage', asked('VANTAGE'))]
}

/** Files of runs from elsewhere, or shards of one, become kept runs. A pattern that meets none is a mistake. */
async function merge(cwd) {
  for (const pattern of asked('MERGE').split('\n')) {
    const wanted = pattern.trim()
    if (wanted === '') continue
    const files = existsSync(path.resolve(cwd, wanted)) ? [wanted] : globSync(wanted, {cwd}).toSorted()
    if (files.length === 0)
      throw new Stop(`Unexpected \`${wanted}\` for \`merge\`, where no file is, expected runs or shards`)
    const {code, said} = await proofmark(['merge', '--', ...files], cwd)
    if (code !== 0) throw new Stop(said || `Unexpected end of \`proofmark merge\` with ${code}`)
  }
}

/** What the report says of the gates, in the words of the line that a person reads first. */
function standing(cwd) {
  const {environments} = JSON.parse(readFileSync(path.join(cwd, report('report.json')), 'utf8'))
  const gates = environments.flatMap((each) => (each.results ?? each).gates)
  return {
    met: gates.every(({verdict}) => verdict === 'met'),
    summary: gates.map(({environment, name, verdict}) => `${environment}: gate ${name} ${verdict}`).join('; '),
    runs: environments.flatMap(({savedAs}) => savedAs ?? []),
  }
}

/** Where the project stands below the top of the repository, from which GitHub reads every path; empty at the top. */
function within(cwd) {
  const {GITHUB_WORKSPACE} = process.env
  const found = GITHUB_WORKSPACE ? path.relative(realpathSync(GITHUB_WORKSPACE), cwd).split(path.sep).join('/') : ''
  return found === '' || found.startsWith('..') ? '' : `${found}/`
}

/** Prints the annotations on their own: the text of the document keeps commands of a log out of itself. */
function annotate(cwd) {
  const file = path.join(cwd, report('annotations.txt'))
  if (process.env.GITHUB_ACTIONS !== 'true' || !existsSync(file)) return
  const prefix = property(within(cwd))
  say(
    readFileSync(file, 'utf8')
      .trimEnd()
      .replaceAll(/^::\w+ file=/gm, (start) => start + prefix),
  )
}

/** Code scanning finds the files of a project that does not stand at the top of its repository. */
function placeSarif(cwd) {
  const file = path.join(cwd, report('proofmark.sarif'))
  const prefix = within(cwd).split('/').map(encodeURIComponent).join('/')
  if (prefix === '' || !existsSync(file)) return
  const placed = (key, value) => (key === 'artifactLocation' ? {...value, uri: prefix + value.uri} : value)
  writeFileSync(file, JSON.stringify(JSON.parse(readFileSync(file, 'utf8'), placed)))
}

/** The code that the job ends with, once everything is reported. */
function codeFor(failOn, met, code) {
  if (failOn === 'never') return 0
  return failOn === 'worse' ? code : Number(!met)
}

await step(async () => {
  const cwd = projectFolder()
  const against = asked('BASELINE') !== ''
  const failOn = oneOf('FAIL_ON', ['unmet', 'worse', 'never'], against ? 'worse' : 'unmet')
  if (failOn === 'worse' && !against)
    throw new Stop('Unexpected `fail-on: worse` without a `baseline`, expected the earlier run that it is held against')
  const keep = asked('KEEP_RUNS') || '30'
  if (!/^[1-9]\d{0,4}$/.test(keep)) throw new Stop(`Unexpected \`${keep}\` for \`keep-runs\`, expected a number from 1`)
  const kept = !isAsked('RUN', 'true')
  const sarif = isAsked('SARIF', 'false')
  rmSync(path.join(cwd, reportsFolder), {recursive: true, force: true})
  mkdirSync(path.join(cwd, reportsFolder), {recursive: true})
  await merge(cwd)
  const {code, said} = await proofmark(argumentsFor(kept, sarif), cwd)
  if (code !== 0 && code !== 1) throw new Stop(said || `Unexpected end of Proofmark with exit code ${code}`)
  annotate(cwd)
  placeSarif(cwd)
  const shard = asked('SHARD') !== ''
  const {met, summary, runs} = shard ? {met: true, summary: `shard ${asked('SHARD')} made`, runs: []} : standing(cwd)
  const ends = shard ? code : codeFor(failOn, met, code)
  const outcome = {exitCode: ends, met: shard ? null : met, summary, runs}
  writeFileSync(path.join(cwd, report('outcome.json')), `${JSON.stringify(outcome, null, 2)}\n`)
  for (const gone of await forgetRuns(cwd, Number(keep))) say(`Forgotten: ${gone}`)
  say(summary)
  const given = (name) => (existsSync(path.join(cwd, report(name))) ? path.join(cwd, report(name)) : '')
  hand({
    met: outcome.met ?? '',
    'exit-code': ends,
    summary,
    runs: runs.map((file) => path.join(cwd, file)).join('\n'),
    comment: given('comment.md'),
    sarif: given('proofmark.sarif'),
  })
})
