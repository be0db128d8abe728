import {mkdir, writeFile} from 'node:fs/promises'
import path from 'node:path'

export interface Written {
  pages: number
  items: number
}

/** Writes a project: docs as a team keeps them, a checklist in sections of ten, a setting that proves each item, two environments. The same bytes every time. */
export async function writeProject(folder: string, {pages, items}: Written): Promise<void> {
  const file = async (name: string, text: string): Promise<void> => {
    await mkdir(path.dirname(path.join(folder, name)), {recursive: true})
    await writeFile(path.join(folder, name), text)
  }
  for (let page = 0; page < pages; page += 1) await file(`docs/${nameOf(page)}.md`, textOf(page, pages))
  await file('docs/launch.md', checklist(items))
  await file('docs/launch.bindings.yaml', bindings(items))
  for (const [name, broken] of environments) await file(`deploy/${name}.env`, settings(items, broken))
  await file('proofmark.yaml', projectFile)
}

// Every seventh setting is off in production, every fifth in staging.
const environments = [
  ['production', 7],
  ['staging', 5],
] as const

const projectFile = `service: orders
docs: docs
checklists: [docs/launch.md]
claims_for: production
gates:
  go-live: {environments: [production], unbound: counts}
environments:
  production: {config: [deploy/production.env]}
  staging: {config: [deploy/staging.env]}
`

const settings = (items: number, broken: number): string =>
  `${each(items, (item) => `GUARD_${item}=${item % broken === 0 ? 'off' : 'on'}`).join('\n')}\n`

const checklist = (items: number): string =>
  [
    '# Launch of the orders service\n\nWhat must hold before the service may take traffic.\n',
    ...each(Math.ceil(items / 10), (section) => {
      const inside = each(Math.min(10, items - section * 10), (place) => section * 10 + place)
      const lines = inside.map(
        (item) => `- [x] Guard ${item} of the service is switched on. <!-- proofmark: g-${item} -->`,
      )
      return `## Part ${section}\n\nWhy part ${section} matters is [told elsewhere](${nameOf(section % 7)}.md).\n\n${lines.join('\n')}\n`
    }),
  ].join('\n')

const bindings = (items: number): string =>
  `items:\n${each(items, (item) => `  g-${item}: {checks: [{env: GUARD_${item}=on}]}`).join('\n')}\n`

const each = <T>(count: number, of: (index: number) => T): T[] => Array.from({length: count}, (_, index) => of(index))

const topics = [
  'storage',
  'queues',
  'identity',
  'releases',
  'alerts',
  'backups',
  'limits',
  'networks',
  'costs',
  'audits',
]
const nameOf = (page: number): string => `${topics[page % topics.length]}/note-${page}`

/** About 5 kB: what pages of a handbook hold. */
const textOf = (page: number, pages: number): string => `---
title: Note ${page} on ${topics[page % topics.length]}
---

What the team knows of ${topics[page % topics.length]}, as of its last review.

${each(5, (part) => chapter(page, part, pages)).join('\n')}`

const chapter = (page: number, part: number, pages: number): string => `## Question ${part} of note ${page}

${each(4, (line) => `Answer ${line} to question ${part} names **what is measured**, \`where_it_is_kept_${line}\` and who looks at it.`).join(' ')}
See also [the note after it](../${nameOf((page + part + 1) % pages)}.md).

- a first step, which takes ${part + 1} minutes
- a second one, _after_ the first
  1. and what belongs to it

| setting | default | unit |
| --- | --- | --- |
| \`limit_${part}\` | ${part * 10} | requests |
| \`pause_${part}\` | ${part} | seconds |

\`\`\`yaml
service: orders
part: ${part}
limits: {requests: ${part * 10}, seconds: ${part}}
\`\`\`
`
