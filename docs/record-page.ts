import * as z from 'zod'
import {recordKinds} from '../src/markdown/index.ts'

const Field = z.looseObject({
  type: z.string().optional(),
  const: z.string().optional(),
  enum: z.array(z.string()).optional(),
  items: z.looseObject({properties: z.record(z.string(), z.unknown()).optional()}).optional(),
  description: z.string().default(''),
})
const Fields = z.looseObject({properties: z.record(z.string(), Field), required: z.array(z.string()).default([])})

const introductions = {
  attestation: 'A person states that an item is met, or that it does not apply. `proofmark attest` writes it.',
  waiver:
    'Another person accepts for a time that an item is not met. The status stays; a gate sets the item aside. `proofmark waive` writes it.',
  decision: 'The accountable person says go or no-go. It changes no status and no gate.',
} as const satisfies Record<keyof typeof recordKinds, string>

function takes(field: z.infer<typeof Field>): string {
  const words = field.enum ?? (field.const === undefined ? [] : [field.const])
  if (words.length > 0) return words.map((word) => `\`${word}\``).join(' or ')
  if (field.type !== 'array') return 'text'
  const keys = Object.keys(field.items?.properties ?? {})
  return keys.length === 0 ? 'list of texts' : `list of ${keys.map((key) => `\`${key}\``).join(' and ')}`
}

const row = (...cells: string[]): string => `| ${cells.join(' | ')} |`

function kindPage(kind: keyof typeof recordKinds): string[] {
  const {properties, required} = Fields.parse(z.toJSONSchema(recordKinds[kind], {io: 'input'}))
  const rows = Object.entries(properties).map(([name, field]) =>
    row(`\`${name}\``, takes(field), required.includes(name) ? 'required' : '', field.description),
  )
  return [
    `## ${kind}\n`,
    `${introductions[kind]}\n`,
    row('field', 'takes', 'needed', 'what it is'),
    row('---', '---', '---', '---'),
    ...rows,
    '',
  ]
}

/** The reference page of records. */
export const recordPage = (): string =>
  [
    '# Records\n',
    'What people state stands in `records/` below the docs folder, in as many folders as you like: one Markdown file a record, reviewed as',
    'code is. The fields stand in its front matter; what is written below them is the note. This page is written from the schemas by',
    '`npm run docs`; [how to attest](../guide/attest.md) and [how to waive](../guide/waive.md) say when to use which.\n',
    'A day counts from its first moment to its last in UTC; a moment needs a zone. A record that is not valid counts for nothing, is told as',
    'the problem [`record`](problems.md#record), and stops no run.\n',
    ...(['attestation', 'waiver', 'decision'] as const).flatMap(kindPage),
    'An attestation needs `until` or `renew_every`, or both. The sentence and what it stands under are compared in words: boxes, emphasis,',
    'line breaks, quotes, the numbers of headings and a last full stop count for nothing. So are pages, with their code and where their links',
    'lead.',
    '',
  ].join('\n')
