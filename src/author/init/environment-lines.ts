import {type Block, commented, listed, listItem} from './commented.ts'
import type {Draft} from './draft.ts'
import type {FoundEnvironment} from './environments.ts'

const shown = 10
const what = 'The places that a release runs in. Each is judged by itself.'
const asked = 'a run asks GET and HEAD there, and nothing else'
const looks = 'Where the check `env` looks; later files override earlier ones.'

const target = ({target}: FoundEnvironment): Block =>
  target === null
    ? {comment: [`Where it answers: ${asked}.`, 'target: https://api.example.com']}
    : {comment: [`Where it answers (${target.from}): ${asked}.`], entry: ['target', target.value]}

const lines = (files: readonly {file: string; why: string}[]): string[] =>
  files.slice(0, shown).map(({file, why}) => listItem(file, why))

const shows = ({examples}: Pick<Draft, 'examples'>): string[] =>
  lines(examples.map((file) => ({file, why: 'shows which variables there are, not how they are set'})))

function config({config, left}: FoundEnvironment, draft: Draft): Block {
  const open = lines(left.map(({file, why}) => ({file, why: `left out: ${why}`})))
  if (config.length > 0) return {comment: [looks], entry: ['config', listed(config, open)]}
  const samples = [...open, ...shows(draft)]
  const some = samples.length > 0 ? samples : ['- deploy/configmap.yaml']
  return {comment: [looks, 'config:', ...some.map((line) => `  ${line}`)]}
}

/** No environment is left empty: in YAML that would be nothing at all. */
const span = ({target, config}: FoundEnvironment): Block[] =>
  target === null && config.length === 0
    ? [{comment: ['For how long it counts what a run saw.'], entry: ['fresh_for', '24h']}]
    : []

const allow: Block = {comment: ['Whatever else a run may do, a line for each.', 'allow:', '  - http: POST /v1/orders']}

/** The environments of a project, or how one is written. */
export function environmentBlocks(draft: Draft): Block[] {
  const {environments} = draft
  if (environments.length === 0) return [{comment: sample(draft)}]
  const entries = environments.map((each, index): Block => {
    const blocks = [target(each), config(each, draft), ...span(each), ...(index === 0 ? [allow] : [])]
    return {comment: [], entry: [each.name, commented(blocks, false)]}
  })
  return [{comment: [what], entry: ['environments', commented(entries, false)]}]
}

function sample(draft: Draft): string[] {
  const samples = shows(draft).map((line) => `      ${line}`)
  return [
    `${what} Without any there is one, \`local\`, of which nothing is known.`,
    'environments:',
    '  production:',
    `    target: https://api.example.com   # where it answers: ${asked}`,
    '    config:                           # where the check `env` looks: dotenv files, manifests, compose files',
    ...(samples.length > 0 ? samples : ['      - deploy/configmap.yaml']),
    '    allow:                            # whatever else a run may do, a line for each',
    '      - http: POST /v1/orders',
  ]
}
