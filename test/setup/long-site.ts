import {mkdir, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {readDocs} from '../../src/markdown/index.ts'
import type {Project} from '../../src/model/index.ts'
import {buildSite} from '../../src/publish/index.ts'
import {projectIn} from './fixture.ts'
import {environment, finding, result, snapshot} from './snapshot.ts'

const checklist = 'docs/launch.md'

const section = (number: number): string[] => [
  `## Part ${number}`,
  '',
  `Why part ${number} matters, and how it hangs together with [part 5](#part-5).`,
  '',
  ...Array.from({length: 12}, (_, place) => `- [x] Guard ${place} of part ${number} is switched on.`),
  '',
]

/** Builds the site of a checklist that one page does not hold: 18 sections of 12 items, every fifth of which fails in staging. */
export async function buildLongSite(root: string, out: string): Promise<void> {
  await mkdir(path.join(root, 'docs'), {recursive: true})
  const parts = Array.from({length: 18}, (_, index) => section(index + 1)).flat()
  const lines = ['# Launch', '', 'Begin with [part 3](#part-3).', '', ...parts]
  await writeFile(path.join(root, checklist), lines.join('\n'))
  await writeFile(path.join(root, 'docs/other.md'), '# Other\n\nSee [part 7](launch.md#part-7).\n')
  const project: Project = {...projectIn(root), checklists: [checklist]}
  const {documents, checklists} = await readDocs(project)
  const keys = checklists.flatMap(({name, items}) => items.map(({id}) => `${name}:${id}`))
  const results = (every: number) =>
    keys.map((key, index) => {
      const status = index % every === 0 ? 'fail' : 'pass'
      return result(key, status, {findings: [finding(status)], owner: index % 2 === 0 ? 'SRE' : 'Platform'})
    })
  const shot = snapshot(
    checklists,
    [environment('production', results(Number.POSITIVE_INFINITY)), environment('staging', results(5))],
    {source: null, site: project.site, routes: {launch: 'launch'}},
  )
  await buildSite({root, project, documents, snapshot: shot, out})
}
