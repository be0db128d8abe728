import {readFile} from 'node:fs/promises'
import path from 'node:path'
import {expect, test} from 'vitest'
import * as z from 'zod'
import {type ProblemSlug, problems} from '../../src/model/index.ts'
import {folder, names, thousand} from '../checklists/corpus.ts'
import {call, folderOf} from './lint-world.ts'

const Told = z.object({problems: z.array(z.string())})
const Linted = z.object({problems: z.array(z.object({stops: z.boolean()}))})
const isSlug = (word: string): word is ProblemSlug => Object.hasOwn(problems, word)

/** Whether a reader of the rules says that nothing can be judged over a checklist. */
async function cannotBeJudged(name: string): Promise<boolean> {
  if (name === 'thousand') return false
  const told = Told.parse(JSON.parse(await readFile(path.join(folder, `${name}.expected.json`), 'utf8')))
  const slugs = told.problems.map((line) => line.split(' ')[0] ?? '')
  return slugs.some((slug) => isSlug(slug) && problems[slug].stops)
}

test.each([...names, 'thousand'])(
  '%s is begun with so that a run works at once, or it is said why not',
  async (name) => {
    const text = name === 'thousand' ? thousand() : await readFile(path.join(folder, `${name}.md`), 'utf8')
    const cwd = await folderOf({[`docs/${name}.md`]: text})
    const begun = await call(cwd, ['init', '--yes'])
    if (await cannotBeJudged(name)) {
      expect(begun).toMatchObject({code: 2, out: ''})
      expect(begun.err).toMatch(/without a checklist|to be mended first/)
      return
    }
    expect(begun, begun.err).toMatchObject({code: 0, err: ''})
    const linted = Linted.parse(JSON.parse((await call(cwd, ['lint', '--format', 'json'])).out))
    expect(linted.problems.filter(({stops}) => stops)).toEqual([])
    const ran = await call(cwd, ['run'])
    expect([0, 1], ran.out + ran.err).toContain(ran.code)
  },
)
