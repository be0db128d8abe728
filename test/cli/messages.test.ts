import {readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'
import {describe, expect, test} from 'vitest'
import {problems} from '../../src/model/index.ts'
import {wrongs} from './lint-problems.ts'
import {call, folderOf} from './lint-world.ts'
import {wrongWords} from './messages.ts'

describe('every problem is told without a word that nobody should read', () => {
  test('the table is whole', () => {
    expect(Object.keys(wrongs).sort()).toEqual(Object.keys(problems).sort())
  })

  test.each(Object.entries(wrongs))('%s', async (slug, {files, argv = []}) => {
    const docs = 'docs/p.md' in files ? 'docs: docs\n' : ''
    const cwd = await folderOf({'proofmark.yaml': `checklists: [l.md]\n${docs}`, ...files})
    const [told = ''] = (await call(cwd, ['lint', ...argv])).out.split('\n')
    expect(told).toMatch(new RegExp(`Unexpected .+ \\[${slug}\\]$`))
    expect(told).not.toMatch(wrongWords)
    const explained = await call(cwd, ['lint', '--explain', slug])
    expect([explained.code, explained.err]).toEqual([0, ''])
  })
})

const folder = path.join(import.meta.dirname, '__snapshots__')

describe('no recorded message of the command line holds one either', () => {
  test.each(readdirSync(folder).filter((name) => name.endsWith('.snap')))('%s', (name) => {
    const text = readFileSync(path.join(folder, name), 'utf8')
    expect(text).not.toMatch(/\[object|\bError:|at file:|\/tmp\/|\/home\/|Invalid input|fault of Proofmark/)
    const told = text.split('\n').filter((line) => /\bUnexpected |\bundefined\b/.test(line))
    for (const line of told) expect(line.trim()).not.toMatch(wrongWords)
  })
})
