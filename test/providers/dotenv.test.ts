import {expect, it} from 'vitest'
import {read} from './open.ts'

const B38 = ['A=#x', 'B="s # t"', 'C= # note', 'export D=a#b', 'E=', 'F="{\\"k\\":1}"'].join('\n')

it.each([
  ['A', '#x'],
  ['B', 's # t'],
  ['C', ''],
  ['D', 'a#b'],
  ['E', ''],
  ['F', '{"k":1}'],
])('%s is %j, with either kind of line end', async (name, value) => {
  for (const source of [B38, B38.replaceAll('\n', '\r\n'), `\uFEFF${B38}`])
    expect(await read(name, {'a.env': source})).toMatchObject({set: true, value})
})

it.each([
  ['X = spaced out  ', 'spaced out'],
  ['X=a b # c', 'a b'],
  ['X=a\t# c', 'a'],
  ['X=\\n', '\\n'],
  ['X=\'a \\n $Y # "b"\'', 'a \\n $Y # "b"'],
  ['X="a\\n\\t\\\\ \\$Y \\q"', 'a\n\t\\ $Y \\q'],
  ['X="two\nlines" # and a comment', 'two\nlines'],
  ['X=$OTHER', '$OTHER'],
  ['X=a=b', 'a=b'],
  ['X=1\nX=2', '2'],
  ['   X=indented', 'indented'],
  ["X=it's", "it's"],
])('%j', async (source, value) => {
  expect(await read('X', {'a.env': source})).toMatchObject({value})
})

it('says where it stands, and what it overrides', async () => {
  const source = '# one\nM="a\nb"\n\n  export X=1\nX=2\n'
  expect(await read('X', {'deploy/a.env': source})).toEqual({
    ...{name: 'X', set: true, value: '2', effective: '2', junk: false, secret: false, kind: 'dotenv'},
    source: {file: 'deploy/a.env', line: 6, column: 1},
    overridden: [{file: 'deploy/a.env', line: 5, column: 10}],
  })
})

it.each([
  ['X=1\nnonsense', 'a.env:2:1 Unexpected line that sets nothing, expected `NAME=value`'],
  ['X="open', 'a.env:1:1 Unexpected `"` that is never closed, expected a second `"`'],
  ['X="a" b', 'a.env:1:1 Unexpected text after the closing quote, expected a comment or nothing'],
  ['1X=1', 'a.env:1:1 Unexpected line that sets nothing, expected `NAME=value`'],
])('%j cannot be read', async (source, message) => {
  await expect(read('X', {'a.env': source})).rejects.toMatchObject({reason: 'error', what: 'a.env', message})
})

it('reads a large hostile file in time', async () => {
  const source = `${'X="\\\\'.repeat(20_000)}\n${'# '.repeat(100_000)}`
  await expect(read('Y', {'a.env': source})).rejects.toMatchObject({reason: 'error'})
  expect(await read('X', {'a.env': `X="${'\\a'.repeat(400_000)}"`})).toMatchObject({value: '\\a'.repeat(400_000)})
})
