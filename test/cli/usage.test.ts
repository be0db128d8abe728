import {expect, test} from 'vitest'
import {proofmark, shown} from './proofmark.ts'

test.each([
  '--help',
  '--version',
  'run --help',
  'help show',
  'rnu',
  'run --evn production',
  'run --env',
  'run --env --all',
  'run --format xml',
  'run --all=yes',
  'run --all --failing',
  'show',
  'schema lnit',
  'schema run extra',
  'serve --port 70000',
  '--root . run',
])('proofmark %s', async (command) => {
  const ended = await proofmark(command.split(' ').filter((word) => word !== ''))
  expect(shown(command, ended)).toMatchSnapshot()
})

test('an old Node is told what it lacks', async () => {
  const old = `data:text/javascript,${encodeURIComponent('Object.defineProperty(process, "versions", {value: {node: "22.17.1"}})')}`
  const ended = await proofmark(['--version'], {env: {NODE_OPTIONS: `--import=${old}`}})
  expect(ended).toEqual({code: 2, out: '', err: 'Unexpected Node 22.17.1, expected 22.18 or newer.\n'})
})
