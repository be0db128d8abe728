import * as z from 'zod'
import {type AttestFault, type AttestValues, begins, ends, spanOf} from '../../index.ts'
import type {AskedItem} from '../../line/index.ts'

const text = z.string().transform((value) => value.replace(/\r\n?/g, '\n'))

/** The fields of a form, and no others; a browser leaves out boxes that are not ticked. */
const Sent = z.strictObject({
  step: z.enum(['preview', 'edit', 'write']),
  token: z.string(),
  seen: z.string(),
  record: z.string().default(''),
  env: z.array(z.string()).default([]),
  tenant: z.array(z.string()).default([]),
  says: z.string().default('met'),
  by: text,
  on: text,
  until: text,
  renew_every: text,
  release: text,
  note: text,
})
export type Sent = z.infer<typeof Sent>

const repeated: ReadonlySet<string> = new Set(['env', 'tenant'])

/** What was sent, or null where it is no form of ours: a field too many, one that is missing, one that is given twice. */
export function sentIn(form: URLSearchParams): Sent | null {
  const names = [...new Set(form.keys())]
  const fields = names.map((name): [string, string | string[]] => {
    const all = form.getAll(name)
    const [only = ''] = all
    return [name, repeated.has(name) ? [...new Set(all)] : all.length > 1 ? all : only]
  })
  return Sent.safeParse(Object.fromEntries(fields)).data ?? null
}

export const valuesOf = ({env, tenant, says, by, on, until, renew_every, release, note}: Sent): AttestValues => ({
  env,
  tenant,
  says,
  by,
  on,
  until,
  renew_every,
  release,
  note,
})

/** What a person says, complete and possible. */
export interface Word {
  environments: string[]
  tenants: string[] | null
  says: 'met' | 'not-applicable'
  by: string
  on: string
  until: string | null
  renewEvery: string | null
  release: string | null
  note: string
}

/** Signs that break a line, that nobody sees, or that turn the words around them. */
const strange = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u
const oneLine = z
  .string()
  .trim()
  .max(200, 'Expected at most 200 characters.')
  .refine((value) => !strange.test(value), 'Expected one line of plain text.')
const optional = oneLine.transform((value) => (value === '' ? null : value))

/** The word that was sent, or what a person must mend first. */
export function wordIn(values: AttestValues, {places, planned}: AskedItem, now: number): Word | AttestFault[] {
  const read = wordOf(places, (planned.binding?.checks.length ?? 0) > 0, now).safeParse(values)
  if (!read.success) return faultsOf(read.error)
  const {env: environments, tenant, renew_every: renewEvery, ...rest} = read.data
  return {...rest, environments, tenants: tenant.length === 0 ? null : tenant, renewEvery}
}

function faultsOf({issues}: z.ZodError): AttestFault[] {
  const faults = issues.map(({path, message}) => ({field: Field.parse(path[0]), says: message}))
  // One sentence a field is enough at a time.
  return faults.filter(({field}, index) => faults.findIndex((each) => each.field === field) === index)
}

const Field = z.enum(['env', 'tenant', 'says', 'by', 'on', 'until', 'renew_every', 'release', 'note'])

function wordOf(places: AskedItem['places'], hasChecks: boolean, now: number) {
  const known = places.map(({name}) => name)
  const tenantsOf = (chosen: readonly string[]): Set<string> =>
    new Set(places.filter(({name}) => chosen.includes(name)).flatMap(({tenants}) => tenants))
  return z
    .object({
      env: z
        .array(z.string())
        .min(1, 'Choose at least one.')
        .refine((names) => names.every((name) => known.includes(name)), 'Choose among those of the project.'),
      tenant: z.array(z.string()),
      says: z
        .enum(['met', 'not-applicable'], 'Choose one of the two.')
        .refine(
          (says) => says === 'met' || !hasChecks,
          'An item with checks cannot be talked away like that: waive it instead.',
        ),
      by: oneLine.refine((value) => value !== '', 'Say who gives this word.'),
      on: oneLine.refine((day) => (begins(day) ?? now + 1) <= now, 'Expected today or a past day, such as 2026-11-24.'),
      until: optional.refine(
        (day) => day === null || (ends(day) ?? 0) >= now,
        'Expected a day to come, such as 2027-05-31.',
      ),
      renew_every: optional.refine(
        (span) => span === null || spanOf(span) !== null,
        'Expected a span of time, such as 180d.',
      ),
      release: optional,
      note: z
        .string()
        .max(20_000, 'Expected at most 20,000 characters.')
        .refine((value) => !/[^\P{Cc}\n\t]/u.test(value), 'Expected text without control characters.'),
    })
    .refine(({until, renew_every}) => until !== null || renew_every !== null, {
      path: ['until'],
      error: 'Say until what day it holds, or for how long.',
      when: () => true,
    })
    .refine(({env, tenant}) => tenant.every((id) => tenantsOf(env).has(id)), {
      path: ['tenant'],
      error: 'Choose among those of the environments above.',
      when: () => true,
    })
}
