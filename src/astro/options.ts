import * as z from 'zod'
import {Audience} from '../model/index.ts'
import {meant} from '../model/nearest.ts'

const Options = z.strictObject({
  project: z
    .string()
    .min(1)
    .optional()
    .describe('Folder of `proofmark.yaml`, from the root of the site; unless given the nearest one from there upwards'),
  base: z
    .string()
    .default('readiness')
    .transform((text) => text.replaceAll(/^\/+|\/+$/g, ''))
    .refine((text) => /^[a-z\d][\w-]*(\/[a-z\d][\w-]*)*$/i.test(text), {error: 'expected words with `/` between them'})
    .describe('Where the pages stand, below the base of the site'),
  pages: z
    .enum(['all', 'checklists'])
    .default('all')
    .describe(
      'All pages, or those of the checklists alone: a site of thousands of items builds faster without the others',
    ),
  layout: z
    .string()
    .min(1)
    .optional()
    .describe(
      'A component to put the pages into, from the root of the site; unless given that of Starlight, or our own',
    ),
  audience: Audience.optional().describe('Who may read the site; as in `proofmark.yaml` unless given'),
  now: z.date().optional().describe('The moment to judge for; the present one unless given'),
})
type Read = z.output<typeof Options>
/** What `proofmark` of `proofmark/astro` takes. */
export type ProofmarkOptions = z.input<typeof Options>

/** Options as an author wrote them; a wrong one is told at once. */
export function readOptions(options: ProofmarkOptions): Read {
  const read = Options.safeParse(options)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const known = Object.keys(Options.shape)
  if (issue?.code === 'unrecognized_keys')
    throw new TypeError(`Unexpected option \`${issue.keys[0]}\` of \`proofmark\`, ${meant(issue.keys[0] ?? '', known)}`)
  const where = issue === undefined || issue.path.length === 0 ? 'options' : `option \`${issue.path.join('.')}\``
  throw new TypeError(`Unexpected ${where} of \`proofmark\`: ${issue?.message}`)
}
