import {readdir, readFile} from 'node:fs/promises'
import path from 'node:path'
import GithubSlugger from 'github-slugger'
import {expect, test} from 'vitest'
import {pages} from '../../docs/generate.ts'
import {claimVerdicts, outcomes, ProblemSlug, problemPage, proofs, reasons, statuses} from '../../src/model/index.ts'

const root = path.join(import.meta.dirname, '../..')
const generated = await pages()

test.each([...generated.keys()])('docs/reference/%s is as `npm run docs` writes it', async (name) => {
  expect(await readFile(path.join(root, 'docs/reference', name), 'utf8')).toBe(generated.get(name))
})

test('no schema is left over of a format that is gone', async () => {
  const kept = await readdir(path.join(root, 'docs/reference/schemas'))
  expect(kept.toSorted()).toEqual(
    [...generated.keys()].flatMap((name) => /^schemas\/(.+)/.exec(name)?.[1] ?? []).toSorted(),
  )
})

/** `file#anchor` of every heading of a generated page, as the site gives them. */
function anchors(): Set<string> {
  const found = new Set<string>()
  for (const [name, text] of generated) {
    const slugger = new GithubSlugger()
    for (const [, title = ''] of text.matchAll(/^#{1,6} (.+)$/gm))
      found.add(`docs/reference/${name}#${slugger.slug(title)}`)
  }
  return found
}

test('every place that a table sends a reader to is a heading', () => {
  const there = anchors()
  const rows = [statuses, outcomes, reasons, proofs, claimVerdicts].flatMap((table) => Object.values(table))
  const wanted = [...ProblemSlug.options.map(problemPage), ...rows.map(({docs}) => docs)]
  expect(wanted.filter((each) => !there.has(each))).toEqual([])
})
