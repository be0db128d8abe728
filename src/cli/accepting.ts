import {writeNew} from '../disk/index.ts'
import {CannotJudge, type Changed, Names, place, problem, stages} from '../index.ts'
import {layersFor, type Prepared} from '../line/index.ts'
import {UsageError} from './command.ts'
import type {Io} from './io.ts'
import {itemNamed} from './item-named.ts'
import {mayWrite, type Writing} from './pinning.ts'
import {shownDiff} from './syncing.ts'

/** The items whose bindings were written for another sentence; one whose sentence is as it was is refused. */
export async function changedIn(
  prepared: Prepared,
  words: readonly string[],
): Promise<{changed: Changed[]; sources: Map<string, string>}> {
  const layers = await layersFor(prepared)
  const names = new Names(prepared.checklists)
  const {changedText} = await stages.author()
  const changed = new Map<string, Changed>()
  for (const word of words) {
    const {key, ...named} = itemNamed(word, prepared.checklists)
    const found = changedText(named, layers, names)
    if (found === null)
      throw new UsageError(
        `Unexpected item \`${word}\`, whose binding was written for the sentence of today or for none, expected one that \`proofmark lint\` calls \`text-changed\``,
      )
    changed.set(key, found)
  }
  const sources = layers.flatMap(({pack, yaml}) => (pack === null ? [[yaml.file, yaml.source] as const] : []))
  return {changed: [...changed.values()], sources: new Map(sources)}
}

/** Old and new sentence of each item, as a person compares them. */
export function sayChanged(io: Io, changed: readonly Changed[], clean: (text: string) => string): void {
  for (const {named, texts, now, pack, file} of changed) {
    const was = texts.map((text) => (text.startsWith('own:') ? `${text} (a fingerprint, which keeps no words)` : text))
    const where = pack === null ? '' : `the pack ${pack} stays as it is: ${file} says it now`
    io.out(`${clean(`${named.item.id} (${place(named.item.at)})`)}\n`)
    for (const text of was) io.out(`  was  ${clean(text)}\n`)
    io.out(`  now  ${clean(now)}\n${where === '' ? '' : `  ${clean(where)}\n`}`)
  }
}

/** Shows what would be written into the bindings files, and writes it where that is asked for. Gives whether it was. */
export async function writeTexts(
  io: Io,
  {project: {root}}: Prepared,
  {changed, sources}: Awaited<ReturnType<typeof changedIn>>,
  writing: Writing,
): Promise<boolean> {
  const {renewText, rewriteFiles, unifiedDiff} = await stages.author()
  const after = new Map<string, string>()
  for (const {named, file, now} of changed) {
    const text = renewText(after.get(file) ?? sources.get(file) ?? '', named, now)
    if (text === null)
      throw new CannotJudge([
        problem(
          'yaml',
          `Unexpected form of the entry for \`${named.item.id}\`, expected one that a sentence can be written into: write \`text: ${now}\` there by hand`,
          {file, line: 1, column: 1},
        ),
      ])
    after.set(file, text)
  }
  for (const [file, text] of after) io.out(shownDiff(unifiedDiff(file, sources.get(file) ?? '', text), io.colour))
  if (!(await mayWrite(io, writing))) return false
  const rewrites = [...after].flatMap(([file, text]) => {
    const before = sources.get(file)
    return before === undefined ? [] : [{file, before, after: text}]
  })
  await rewriteFiles(root, rewrites)
  for (const [file, text] of after) if (!sources.has(file)) await writeNew(`${root}/${file}`, text)
  return true
}
