import {createHash} from 'node:crypto'
import {glob, readFile} from 'node:fs/promises'
import path from 'node:path'
import {drawPart, emptyMarker, fill} from '../src/view/index.ts'
import {fixtureRoot, projectIn, readFixture} from '../test/setup/fixture.ts'

const site = path.join(import.meta.dirname, '../site')

/**
 * What the pages look like, as a digest: their styles and shell, and the markup of the parts of a fixed snapshot. Code that
 * is arranged otherwise and draws the same changes nothing.
 */
export async function lookDigest(): Promise<string> {
  const hash = createHash('sha256')
  const files: string[] = []
  for await (const file of glob('{styles/*.css,components/*.astro}', {cwd: site})) files.push(file)
  for (const file of files.toSorted())
    if (file !== 'styles/print.css') hash.update(`${file}\0${plain(await readFile(path.join(site, file), 'utf8'))}\0`)
  for (const markup of await drawn()) hash.update(`${markup}\0`)
  return hash.digest('hex')
}

/** A source without what no reader of a page sees. */
const plain = (source: string): string =>
  source
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()

/** Every part that the pictures show, as the fixture of the site's tests has it. */
async function drawn(): Promise<string[]> {
  const {broken} = await readFixture(projectIn(fixtureRoot))
  const [checklist] = broken.checklists
  if (checklist === undefined) throw new Error('Unexpected fixture without a checklist')
  const {name, sections, items} = checklist
  return [
    ...['answers', 'overview', `short:${name}`, `bar:${name}`].map((part) => drawPart(part, broken)),
    ...sections.map(({anchor}) => fill(emptyMarker('section', `${name}#${anchor}`), broken)),
    ...items.flatMap(({id}) => [
      fill(emptyMarker('item', `${name}:${id}`), broken),
      drawPart(`said:${name}:${id}`, broken),
      drawPart(`item:${name}:${id}`, broken),
    ]),
  ]
}
