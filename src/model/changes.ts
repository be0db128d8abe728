import type {Item} from './checklist.ts'
import type {Attestation} from './record.ts'
import {contextLines, normaliseSentence, saysStill} from './sentence.ts'

/** One thing that is no longer as a person attested it. */
export interface Change {
  /** `the sentence changed` */
  what: string
  /** `was “…”, now “…”`, where that can be said. */
  detail: string | null
}

/** What has changed since an item was attested; `around` are the own texts of the items above it, outermost first. */
export function changesSince(
  {text, context, sees}: Pick<Attestation, 'text' | 'context' | 'sees'>,
  item: Pick<Item, 'own' | 'fingerprint' | 'path'>,
  around: readonly string[],
): Change[] {
  return [
    ...(saysStill(text, item) ? [] : [{what: 'the sentence changed', detail: wasAndNow(text, item.own)}]),
    ...changedContext(context, item, around),
    ...sees
      .filter(({sha256, now}) => now !== sha256)
      .map(({path, now}) => ({what: `the page \`${path}\` ${now === null ? 'went away' : 'changed'}`, detail: null})),
  ]
}

/** Held against what is around the item today, in words or as its fingerprint. */
function changedContext(
  context: string,
  {fingerprint, path}: Pick<Item, 'fingerprint' | 'path'>,
  around: readonly string[],
): Change[] {
  const what = 'what the sentence stands under changed'
  if (context.startsWith('context:')) return context === fingerprint.context ? [] : [{what, detail: null}]
  const was = linesOf(context)
  const now = contextLines(around, path).flatMap(linesOf)
  return was.join('\n') === now.join('\n') ? [] : [{what, detail: wasAndNow(was.join(' › '), now.join(' › '))}]
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map(normaliseSentence)
    .filter((line) => line !== '')

const wasAndNow = (was: string, now: string): string => `was ${quoted(was)}, now ${quoted(now)}`

const longest = 160

function quoted(text: string): string {
  const characters = [...text.replace(/\s+/gu, ' ').trim()]
  return `“${characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : characters.join('')}”`
}
