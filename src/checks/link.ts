import * as z from 'zod'
import {DoorClosed, type Doors} from '../model/index.ts'
import {defineCheck} from './define.ts'
import {isWholeUrl, LinkTarget, readTarget, targetsOf, written} from './shared/targets.ts'

const Seen = LinkTarget.extend({
  exists: z.boolean().describe('Whether the document, file or page is there'),
  anchorExists: z.boolean().nullable().describe('Whether it has the heading; null when none is asked for'),
  title: z.string().nullable().describe('Title of a document'),
})

async function seePage(url: string, {http}: Doors): Promise<boolean> {
  const ask = {method: 'GET', url, headers: {}, body: null, credential: null, follow: true, wait: true}
  const {status} = await http.request(ask)
  if (status === 404 || status === 410) return false
  if (status >= 200 && status <= 299) return true
  throw new DoorClosed(
    'error',
    url,
    `Unexpected status \`${status}\` from \`${url}\`, expected \`200\`, \`404\` or \`410\``,
  )
}

async function see({path, anchor}: LinkTarget, doors: Doors): Promise<z.infer<typeof Seen>> {
  if (isWholeUrl(path)) return {path, anchor, exists: await seePage(path, doors), anchorExists: null, title: null}
  const {exists, title, anchors} = await doors.documents.see(path)
  return {path, anchor, exists, anchorExists: anchor === null ? null : anchors.includes(anchor), title}
}

const dead = ({exists, anchorExists}: z.infer<typeof Seen>): boolean => !exists || anchorExists === false

export const link = defineCheck({
  name: 'link',
  summary: 'Follows links to documents and files: each must be there, and so must its heading.',
  params: z.strictObject({
    to: z
      .string()
      .min(1)
      .describe(
        '`item` or `section` for the relative links that stand there, a path with or without #anchor, or a whole URL',
      ),
    targets: z.array(LinkTarget).optional().describe('Where `to` leads; filled in when the plan is made'),
  }),
  observation: z.object({
    targets: z.array(Seen).describe('Each link and what was there'),
    missing: z.int().min(0).describe('How many lead nowhere'),
  }),
  shorthand: (text) => ({params: {to: text.trim()}}),
  expect: 'missing == 0',
  resolve({to}, {item, section}) {
    if (isWholeUrl(to) && to.includes('#'))
      return {problem: `Unexpected fragment in \`${to}\`, expected a URL without one`}
    if (to !== 'item' && to !== 'section') return {to, targets: [readTarget(to)]}
    const targets = targetsOf(to === 'item' ? item.links : (section?.links ?? []))
    if (targets.length > 0) return {to, targets}
    return {problem: `Unexpected \`link: ${to}\`, expected a path, since the ${to} has no link into the project`}
  },
  async observe({to, targets = [readTarget(to)]}, doors) {
    const all = await Promise.all(targets.map((one) => see(one, doors)))
    return {targets: all, missing: all.filter(dead).length}
  },
  tell({targets, missing}) {
    const named = (missing === 0 ? targets : targets.filter(dead)).map(written).join(', ')
    return {
      saw: missing === 0 ? `${named} there` : `nothing at ${named}`,
      next: missing === 0 ? null : `mend the link to ${named}`,
    }
  },
  couldSee({targets: seen, missing}, [changed], {to, targets = [readTarget(to)]}) {
    const all = targets.map((target, index) => {
      const {anchorExists = false, title = null, ...was} = seen[index] ?? {exists: false}
      const exists = changed === 'missing' ? index >= missing : was.exists
      const heading = exists && (changed === 'missing' || anchorExists === true)
      return {...target, exists, anchorExists: target.anchor === null ? null : heading, title: exists ? title : null}
    })
    return {targets: all, missing: all.filter(dead).length}
  },
  nameOf: (field) => (field === 'missing' ? 'number of dead links' : field),
  examples: [
    {
      title: 'A document and its heading are there',
      call: 'link: docs/runbook.md#first-steps',
      world: {files: {'docs/runbook.md': '# Runbook\n\n## First steps\n'}},
      outcome: 'pass',
    },
    {
      title: 'A heading was renamed',
      call: 'link: docs/runbook.md#first-step',
      world: {files: {'docs/runbook.md': '# Runbook\n\n## First steps\n'}},
      outcome: 'fail',
    },
    {
      title: 'The query of a link counts for nothing',
      call: 'link: docs/load%20test.json?raw=1',
      world: {files: {'docs/load test.json': '{}'}},
      outcome: 'pass',
    },
  ],
})
