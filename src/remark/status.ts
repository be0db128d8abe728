import {readFileSync} from 'node:fs'
import path from 'node:path'
import * as z from 'zod'
import {sha256} from '../markdown/source.ts'
import {fileWords} from '../model/file-words.ts'
import {Status as ItemStatus} from '../model/index.ts'
import {meant} from '../model/nearest.ts'
import type {Found} from './items.ts'
import type {Text} from './text.ts'

/** What is read of the `status.json` of a built site. */
export const Status = z.object({
  version: z.literal(1),
  checklists: z.array(z.object({name: z.string(), digest: z.string()})),
  environments: z.array(
    z.object({name: z.string(), items: z.record(z.string(), z.object({status: ItemStatus.nullable()}))}),
  ),
})
export type Status = z.infer<typeof Status>

/** The status at a path, or why there is none. */
export function statusAt(file: string, {cwd}: Text): Status | string {
  const what = `Unexpected \`${file}\`, expected the \`status.json\` of a site that \`proofmark build\` made`
  try {
    const read = Status.safeParse(JSON.parse(readFileSync(path.resolve(cwd, file), 'utf8')))
    return read.success ? read.data : what
  } catch (error) {
    return error instanceof SyntaxError ? what : `${what}: ${fileWords(error)}`
  }
}

/** One word beside a sentence: of the only environment, or of one of several by its name. */
export interface Word {
  environment: string | null
  status: ItemStatus
}

/** The name of the checklist, and what is shown of an item by its id; `shown` is null where nothing is, and `missing` says why. */
export interface Standings {
  name: string
  shown: ((id: string) => Word[]) | null
  missing?: string
}

interface Ask {
  text: Text
  found: Found
  environment: string | undefined
  checklist: string | undefined
}

/** Where the items of a document stand. Of a text that the status does not speak of nothing is said. */
export function standingsOf(status: Status, {text, found, environment, checklist}: Ask): Standings {
  const known = checklistOf(status, text, checklist)
  if (known === undefined) return {name: checklist ?? found.name, shown: null}
  const {name, digest} = known
  const environments = status.environments.filter((each) => environment === undefined || each.name === environment)
  if (environments.length === 0) {
    const names = status.environments.map((each) => each.name)
    return {name, shown: null, missing: `Unexpected environment \`${environment}\`, ${meant(environment ?? '', names)}`}
  }
  if (![found.digest, digestOnDisk(text)].includes(digest)) {
    const missing = `Unexpected text of \`${text.path}\`, expected the one that the status speaks of: \`proofmark build\` makes another`
    return {name, shown: null, missing}
  }
  const several = environments.length > 1
  const shown = (id: string): Word[] =>
    environments.flatMap((each): Word[] => {
      const key = `${name}:${id}`
      const stands = Object.hasOwn(each.items, key) ? (each.items[key]?.status ?? null) : null
      return stands === null ? [] : [{environment: several ? each.name : null, status: stands}]
    })
  return {name, shown}
}

/** A checklist is called by its file's stem, or by its path without ending where two share that. */
function checklistOf(
  {checklists}: Status,
  {path: file}: Text,
  given: string | undefined,
): Status['checklists'][number] | undefined {
  const whole = file.replace(/(?<=[^/])\.[^./]*$/, '')
  const fitting = checklists.filter(({name}) =>
    given === undefined ? `/${whole}`.endsWith(`/${name}`) : name === given,
  )
  return fitting.toSorted((a, b) => b.name.length - a.name.length)[0]
}

/** Hosts take the front matter off before they parse, so the file itself is asked what it says. */
function digestOnDisk({cwd, path: file}: Text): string | null {
  try {
    return sha256(readFileSync(path.resolve(cwd, file), 'utf8'))
  } catch {
    return null
  }
}
