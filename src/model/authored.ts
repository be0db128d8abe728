import * as z from 'zod'
import {slugs} from './table.ts'

/** What authors write, by the name that `proofmark schema` takes, and the files that it stands in. */
export const authored = {
  'project-file': {sentence: '`proofmark.yaml`, as an author writes it.', files: ['proofmark.yaml']},
  'bindings-file': {
    sentence: 'A bindings file beside its checklist, or a pack.',
    files: ['*.bindings.yaml', 'packs/*.yaml'],
  },
  attestation: {sentence: 'The front matter of an attestation, below `records` in the docs.', files: []},
  waiver: {sentence: 'The front matter of a waiver, below `records` in the docs.', files: []},
  decision: {sentence: 'The front matter of a decision, below `records` in the docs.', files: []},
} as const satisfies Record<string, {sentence: string; files: readonly string[]}>

/** Name of something that authors write. */
export const Authored = z.enum(slugs(authored))
export type Authored = z.infer<typeof Authored>
