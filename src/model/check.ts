import type * as z from 'zod'
import type {Expectation, Json} from './binding.ts'
import type {Item, Section} from './checklist.ts'
import type {Doors} from './doors.ts'
import type {Position} from './position.ts'
import type {Setting} from './setting.ts'

/** What a shorthand came to: parameters and perhaps an expectation, as an author would have written them. */
export interface Expanded {
  params: Record<string, Json>
  expect?: Json
}

/** What a planner may tell a check about the place where it is called. */
export interface CallPlace {
  settings: Readonly<Record<string, Setting>>
  item: Item
  section: Section | null
  /** What the call expects, where it says so. */
  expect?: Expectation | null
}

/** An observation in a reader's words: what decided, where it stands, what to do. */
export interface Told {
  saw: string
  source?: Position | null
  next?: string | null
  /** When what was seen ends by itself, ISO 8601 in UTC. */
  until?: string | null
}

/** A world for an example: what the call may see. Every field is text that an author could have written. */
export interface ExampleWorld {
  /** Files of the project, by path. */
  files?: Readonly<Record<string, string>>
  /** What the target answers, by `METHOD /path`. */
  answers?: Readonly<Record<string, {status: number; headers?: Readonly<Record<string, string>>; body?: string}>>
  /** YAML of `settings` and of the environment, as in bindings and `proofmark.yaml`. */
  settings?: string
  environment?: string
}

/** A call with the outcome that it must have; it is a test and a piece of the docs. */
export interface Example {
  title: string
  /** The call in YAML, as in a bindings file. */
  call: string
  world: ExampleWorld
  outcome: 'pass' | 'fail' | 'error' | 'not-run'
}

/** A reusable way to find out, defined once. Exact types inside its file; see `AnyCheck` for the outside. */
export interface Check<Params extends z.ZodObject, Observation extends z.ZodObject> {
  name: string
  /** One sentence: what it finds out. */
  summary: string
  params: Params
  observation: Observation
  /** The key that takes the shorthand's text where it alone is not enough, or null when the check has none. */
  shorthand: ((text: string, place: CallPlace) => Expanded | {problem: string}) | null
  /** CEL over the observation, used when a call gives no expectation; it may depend on the parameters. */
  expect: string | ((params: z.output<Params>) => string)
  /** Fills in what depends on the item, such as `link: section`; pure. */
  resolve?: (params: z.output<Params>, place: CallPlace) => z.output<Params> | {problem: string}
  observe: (params: z.output<Params>, doors: Doors) => Promise<z.output<Observation>>
  tell: (observation: z.output<Observation>, params: z.output<Params>) => Told
  /** What a field of the observation is called in a sentence; its own name unless said. */
  nameOf?: (field: string, params: z.output<Params>) => string
  /**
   * What the check could really have seen, given an observation in which the value at `changed` was falsified: fields that follow
   * from it are brought in line. Only where fields depend on each other, which a schema cannot say; pure.
   */
  couldSee?: (
    draft: z.output<Observation>,
    changed: readonly string[],
    params: z.output<Params>,
    settings: Readonly<Record<string, Setting>>,
  ) => z.output<Observation>
  examples: readonly Example[]
}

/** A check as everyone but its own file sees it: data in, data out, types erased. */
export interface AnyCheck {
  name: string
  summary: string
  /** Hash of the file that it was read from, in hex; null for one that ships with Proofmark. */
  code: string | null
  /** The expectation of a call that names none, where it is the same for all. */
  usual: string | null
  params: z.ZodObject
  observation: z.ZodObject
  shorthand: ((text: string, place: CallPlace) => Expanded | {problem: string}) | null
  /** Parameters as written → checked and complete, or the issues found. */
  read: (params: Record<string, Json>) => {params: Record<string, Json>} | {issues: z.core.$ZodIssue[]}
  expect: (params: Record<string, Json>) => string
  resolve: (params: Record<string, Json>, place: CallPlace) => Record<string, Json> | {problem: string}
  observe: (params: Record<string, Json>, doors: Doors) => Promise<Json>
  tell: (observation: Json, params: Record<string, Json>) => Told
  nameOf: (field: string, params: Record<string, Json>) => string
  /** A falsified observation as the check could really have seen it; null when it never could. */
  couldSee: (
    draft: Json,
    changed: readonly string[],
    params: Record<string, Json>,
    settings: Readonly<Record<string, Setting>>,
  ) => Json
  examples: readonly Example[]
}
