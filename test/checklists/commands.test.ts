import {readFile} from 'node:fs/promises'
import path from 'node:path'
import {describe, expect, test} from 'vitest'
import * as z from 'zod'
import {type ProblemSlug, problems} from '../../src/model/index.ts'
import {call, folderOf} from '../cli/lint-world.ts'
import {folder, names, thousand} from './corpus.ts'

const Told = z.object({problems: z.array(z.string())})

/** The slugs of what is wrong in a checklist, as a reader of the rules has it. */
async function slugsOf(name: string): Promise<string[]> {
  const expected = Told.parse(JSON.parse(await readFile(path.join(folder, `${name}.expected.json`), 'utf8')))
  return expected.problems.map((line) => line.split(' ')[0] ?? '')
}

const isSlug = (word: string): word is ProblemSlug => Object.hasOwn(problems, word)
const stops = (slug: string): boolean => isSlug(slug) && problems[slug].stops

/** A folder with one checklist and nothing else. */
const alone = async (name: string): Promise<string> =>
  folderOf({[`${name}.md`]: name === 'thousand' ? thousand() : await readFile(path.join(folder, `${name}.md`), 'utf8')})

const all = [...names, 'thousand']

describe.each(all)('%s', (name) => {
  const file = `${name}.md`
  const wrong = name === 'thousand' ? Promise.resolve([]) : slugsOf(name)

  test('every command ends as it should, and says in which file it could not', async () => {
    const slugs = await wrong
    const cannot = slugs.some(stops)
    const unread = slugs.some((slug) => stops(slug) && slug !== 'no-items')
    const cwd = await alone(name)
    const expected: [string[], number[]][] = [
      [[file], [slugs.includes('no-items') ? 2 : 0]],
      [['list', file], [unread ? 2 : 0]],
      [['lint', file], slugs.includes('no-items') ? [2] : slugs.length > 0 ? [1] : [0, 1]],
      [['suggest', file], [cannot ? 2 : 0]],
      [['run', file], [cannot ? 2 : 1]],
    ]
    for (const [argv, codes] of expected) {
      const {code, out, err} = await call(cwd, argv)
      const said = `${argv.join(' ')}\n${out}${err}`
      expect(codes, said).toContain(code)
      expect(said).not.toContain("fault of Proofmark's own")
      if (code === 2) expect(out + err, said).toContain(`${file}:`)
    }
  })

  test('what `suggest --write` writes is read without a problem', async () => {
    if ((await wrong).some(stops)) return
    const cwd = await alone(name)
    const written = await call(cwd, ['suggest', file, '--write'])
    expect(written, written.err).toMatchObject({code: 0, err: ''})
    expect(written.out).toMatch(new RegExp(`Written: ${name}\\.bindings\\.yaml|Nothing to write`))
    const before = await call(await alone(name), ['lint', file])
    const linted = await call(cwd, ['lint', file])
    expect(linted.out.includes(`${name}.bindings.yaml:`), linted.out).toBe(false)
    expect(linted.code).toBe(before.code)
    const ran = await call(cwd, ['run', file])
    expect(ran.code, ran.out + ran.err).toBeLessThan(2)
    expect(ran.out + ran.err).not.toMatch(/bindings\.yaml:\d+/)
    const again = await call(cwd, ['suggest', file, '--write'])
    expect(again).toMatchObject({code: 0, out: expect.stringContaining('Nothing to write')})
  })
})
