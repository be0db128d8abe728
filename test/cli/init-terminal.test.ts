import {readdir, readFile} from 'node:fs/promises'
import path from 'node:path'
import {describe, expect, test} from 'vitest'
import {parse} from 'yaml'
import type {Io} from '../../src/cli/io.ts'
import {program} from '../../src/cli/program.ts'
import {call} from './lint-world.ts'
import {projectOf} from './proofmark.ts'

const dataOf = async (cwd: string): Promise<unknown> => parse(await readFile(path.join(cwd, 'proofmark.yaml'), 'utf8'))
const which = 'Which are to be judged? Numbers, or `all`; Enter for those with a star: '
const approvers = 'Who may approve waivers? Names, with commas between them; Enter for nobody yet: '
const first =
  'Which environment is judged first, and where does it answer? Such as `production https://api.example.com`; Enter for none yet: '

describe('a person is asked', () => {
  test('three things at most, and what there is to choose from is shown', async () => {
    const cwd = await projectOf('init/monorepo')
    const ended = await call(cwd, ['init'], ['4, 1', 'https://api.example.com', 'ines.o, mei t'])
    expect(ended).toMatchObject({
      code: 0,
      asked: [
        which,
        'Where does `production` answer? An address, or a name and an address; Enter leaves it so: ',
        approvers,
      ],
    })
    expect(ended.err).toContain('Boxes stand in several files:\n')
    expect(ended.err).toMatch(/^\* +\d+ {2}services\/search\/readiness-checklist\.md \(2 items\)$/m)
    expect(ended.err).toMatch(/^ +\d+ {2}docs\/onboarding\.md \(2 items\)$/m)
    expect(await dataOf(cwd)).toMatchObject({
      approvers: ['ines.o', 'mei t'],
      environments: {production: {target: 'https://api.example.com'}},
    })
  })

  test('nothing that has one certain answer', async () => {
    const cwd = await projectOf('init/plain')
    expect(await call(cwd, ['init'], ['', ''])).toMatchObject({code: 0, asked: [first, approvers]})
    expect(await dataOf(cwd)).toEqual({docs: 'docs', checklists: ['docs/go-live.md']})
    const named = await projectOf('init/monorepo')
    expect((await call(named, ['init', 'docs/onboarding.md'], ['', ''])).asked).toHaveLength(2)
  })

  test('nothing with --yes', async () => {
    const cwd = await projectOf('init/monorepo')
    expect(await call(cwd, ['init', '--yes'], [])).toMatchObject({code: 0, asked: []})
  })

  test('again, until the answer can be read', async () => {
    const cwd = await projectOf('init/monorepo')
    const answers = ['9', 'all', 'two names', 'prod https://a.example/path', 'local 127.0.0.1:8080', '${X}', '']
    const ended = await call(cwd, ['init'], answers)
    expect(ended.code).toBe(0)
    expect(ended.err).toContain('Unexpected `9`, expected numbers from 1 to 4, or `all`\n')
    expect(ended.err).toContain('Unexpected 2 words, expected one name and one address')
    expect(ended.err).toContain('Unexpected address `https://a.example/path`, expected an origin')
    expect(ended.err).toContain('Unexpected `${X}`, expected names with commas between them\n')
    expect(ended.asked).toHaveLength(7)
    expect(await dataOf(cwd)).toMatchObject({environments: {local: {target: 'http://127.0.0.1:8080'}}})
  })

  test.each([
    ['node', '', {local: {target: 'http://127.0.0.1:8087'}}],
    ['node', 'staging', {staging: {target: 'http://127.0.0.1:8087'}}],
    ['node', 'api.example.com', {local: {target: 'https://api.example.com'}}],
    ['node', 'localhost:9000', {local: {target: 'http://127.0.0.1:9000'}}],
    ['python', 'stage https://s.example', {stage: {target: 'https://s.example'}, production: {}}],
    ['plain', 'production', {production: {fresh_for: '24h'}}],
    ['plain', 'api.example.com', {production: {target: 'https://api.example.com'}}],
  ])('of %s about the first environment: %j', async (fixture, answer, environments) => {
    const cwd = await projectOf(`init/${fixture}`)
    expect(await call(cwd, ['init'], [answer, ''])).toMatchObject({code: 0})
    expect(await dataOf(cwd)).toMatchObject({environments})
    const ran = await call(cwd, ['lint'])
    expect(ran.out).toBe('No problems.\n')
  })
})

describe('nothing is written, exit code 130', () => {
  test('where the input ends', async () => {
    const cwd = await projectOf('init/plain')
    const ended = await call(cwd, ['init'], ['production', null])
    expect(ended).toMatchObject({code: 130, out: '', err: '\nNothing was written.\n'})
    expect(await readdir(cwd)).not.toContain('proofmark.yaml')
  })

  test('at a Ctrl-C', async () => {
    const cwd = await projectOf('init/plain')
    const said = {err: '', left: [] as number[], listening: 0}
    let interrupt = (): void => {}
    const io: Io = {
      env: {},
      cwd,
      columns: 100,
      colour: false,
      live: false,
      random: () => 0.5,
      clock: {now: () => new Date('2026-11-24T14:00:00Z'), sleep: async () => {}},
      person: {
        ask: async () => {
          interrupt()
          return null
        },
        edit: async () => null,
      },
      out: () => {},
      err: (text) => {
        said.err += text
      },
      onInterrupt: (listener) => {
        interrupt = listener
        said.listening += 1
        return () => {
          said.listening -= 1
        }
      },
      leave: (code) => {
        said.left.push(code)
      },
    }
    await program(['init'], io)
    expect(said).toMatchObject({err: expect.stringContaining('\nNothing was written.\n'), left: [130], listening: 0})
    expect(await readdir(cwd)).not.toContain('proofmark.yaml')
  })
})
