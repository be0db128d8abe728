import * as z from 'zod'
import {Audience, StatedFacts, spanOf} from '../model/index.ts'

/** Whether a path stays below the project. */
const below = (path: string): boolean =>
  !/^([/\\]|[A-Za-z]:)/.test(path) && !path.split(/[/\\]/).includes('..') && !path.includes('\0')

const Path = z.string().min(1).refine(below, {error: 'expected a path below the project, without `..`'})

const CheckFile = Path.refine((path) => /\.m?[jt]s$/.test(path), {
  error: 'expected a file that ends in `.ts`, `.mts`, `.js` or `.mjs`',
})

/** The origin of an http(s) address that is nothing but an origin, or null. */
export function originOf(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return null
  return url.pathname === '/' && url.search === '' && url.hash === '' && !/[?#]/.test(text) ? url.origin : null
}

const web = (text: string): boolean => /^https?:\/\/[^\s/]/.test(text) && URL.canParse(text.replaceAll(/[{}]/g, ''))

const Target = z
  .string()
  .refine((text) => originOf(text) !== null, {
    error: 'expected an http(s) origin such as `https://api.example.com`, without a path or a user',
  })
  .transform((text) => originOf(text) ?? text)
  .describe('Origin that http calls address')

const Span = z.string().refine((text) => spanOf(text) !== null, {error: 'expected a duration such as `24h` or `180d`'})

/** Names that stand in file names and addresses. */
const name = /^[A-Za-z0-9][A-Za-z0-9._-]*$/
const Name = z.string().max(64).regex(name, {error: 'expected a name of letters, digits, `.`, `_` and `-`'})

const Source = z.union([
  Path,
  z.strictObject({
    file: Path.describe('A `.env` file, a manifest of Kubernetes, a Compose file or values of Helm, from the project'),
    optional: z.boolean().default(false).describe('A missing file is not an error'),
  }),
  z.strictObject({values: z.record(z.string(), z.string()).describe('Inline values')}),
])
const Sources = z.array(Source).default([]).describe('Where `env` looks; later ones override earlier ones')

const Credential = z.union([
  z.string().describe('`${VARIABLE}`: the variable that holds it'),
  z.strictObject({
    variable: z.string().optional().describe('Name of a variable of the process'),
    file: z.string().min(1).optional().describe('Path of a file that holds it'),
    header: z.string().default('Authorization').describe('Request header that carries it'),
    scheme: z.string().optional().describe('Word before it in the header; `Bearer` for Authorization unless said'),
  }),
])

const Allow = z.union([
  z.strictObject({
    http: z.string().describe('METHOD and a path on the target, or a whole URL; a final * stands for any rest'),
  }),
  z.strictObject({file: z.string().min(1).describe('A folder whose files may be read, inside the project or not')}),
])

const Tenant = z.strictObject({
  id: Name.describe('Name of the tenant, as the service knows it'),
  facts: StatedFacts.default({}).describe('Facts stated for this tenant'),
  config: Sources.describe("Laid over the environment's"),
  target: Target.optional(),
})

const Environment = z.strictObject({
  target: Target.optional(),
  release: z
    .union([
      z.string(),
      z.strictObject({
        from: z
          .string()
          .regex(/^GET \/\S*$/, {error: 'expected `GET /path`'})
          .describe('`GET /path` on the target, which answers with JSON'),
        field: z.string().min(1).describe('Dotted field of the JSON answer'),
      }),
    ])
    .optional()
    .describe('Name of the release, or where the target says it'),
  config: Sources,
  facts: StatedFacts.default({}).describe('Facts stated for all tenants'),
  tenants: z
    .array(Tenant)
    .default([])
    .describe('Customers inside the environment; what differs between them is judged for each'),
  credentials: z.record(Name, Credential).default({}).describe('Secrets, by reference alone'),
  allow: z.array(Allow).default([]).describe('What a run may do beyond GET and HEAD on the target'),
  fresh_for: Span.default('24h').describe('How long a finding counts'),
  budget: z.number().positive().optional().describe('Requests a second for each host'),
})

const Gate = z.strictObject({
  environments: z.array(z.string()).min(1).describe('Where it is asked, by name'),
  tenants: z.array(z.string()).min(1).optional().describe('All unless named'),
  sections: z.array(z.string()).min(1).optional().describe('Anchors or first words of headings; all unless named'),
  unbound: z
    .enum(['counts', 'listed'])
    .default('counts')
    .describe('Whether items that nothing proves yet keep it unmet, or are only listed'),
})

/** `proofmark.yaml` as an author writes it. */
export const ProjectFile = z.strictObject({
  service: z.string().min(1).optional().describe('Name of the service; the name of the folder unless said'),
  docs: Path.optional().describe('Folder of the Markdown docs'),
  checklists: z.array(Path).min(1).describe('Checklist files; globs may be used'),
  packs: z.array(z.string().min(1)).default([]).describe('Shipped names, or paths from the project'),
  checks: z.array(CheckFile).default([]).describe("Files with checks of the project's own"),
  claims_for: z.string().optional().describe('The environment that the boxes speak of'),
  approvers: z.array(z.string()).default([]).describe('Who may approve waivers'),
  site: z
    .strictObject({
      title: z.string().min(1).optional().describe('Title of the site; the name of the service unless said'),
      url: z
        .string()
        .refine(web, {error: 'expected an http(s) URL'})
        .optional()
        .describe('Where the site is published, such as `https://docs.example.com`'),
      base: z
        .string()
        .regex(/^\/[^\s?#]*$/, {error: 'expected a path that starts with `/`'})
        .default('/')
        .describe('Path that the site is served below'),
      audience: Audience.default('internal').describe('`public` leaves out what only the team should read'),
      source: z
        .string()
        .refine((text) => web(text) && text.includes('{file}'), {
          error: 'expected an http(s) URL with `{file}` and `{line}`',
        })
        .optional()
        .describe('Where sources are browsed'),
    })
    .prefault({})
    .describe('How the site is built'),
  gates: z
    .record(Name, Gate)
    .default({})
    .describe('Gates by name; without any one, `default`, reads every required item'),
  environments: z.record(Name, Environment).default({}).describe('The places that a release runs in, by name'),
})
export type ProjectFile = z.infer<typeof ProjectFile>
export type AuthoredEnvironment = z.infer<typeof Environment>
export type AuthoredSource = z.infer<typeof Source>
