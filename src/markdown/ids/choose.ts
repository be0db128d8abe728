/** What an item could be called. */
export interface Candidate {
  /** The pinned and the visible id, as written, in this order. */
  stated: readonly string[]
  /** Derived ids, the shortest first. */
  derived: readonly string[]
  /** Sets apart items whose derived ids are all the same, unless they say the same in the same place. */
  context: string
  duplicate: boolean
}

/** What an item is called: a unique id, and all forms that may name it, the id first. */
export interface Chosen {
  id: string
  forms: string[]
}

/** Gives each item an id. On a clash every member moves on to its next form, so that the order never counts. */
export function chooseIds(candidates: readonly Candidate[]): Chosen[] {
  const holders = countHolders(candidates)
  const alone = candidates.map(({stated, derived}) => stated[0] ?? derived.find((form) => holders.get(key(form)) === 1))
  const taken = new Set(alone.filter((id) => id !== undefined).map(key))
  const given = new Set<string>()
  const number = numbering(taken)
  const ids = candidates.map((candidate, index) => {
    const id = alone[index]
    const free = id !== undefined && !given.has(key(id)) ? id : number(id ?? lastForm(candidate))
    given.add(key(free))
    taken.add(key(free))
    return free
  })
  return candidates.map(({stated, derived}, index) => {
    const id = ids[index] ?? ''
    const others = [...stated, ...derived].filter((form) => !given.has(key(form)))
    return {id, forms: [...new Set([id, ...others])]}
  })
}

/** Ids are compared without regard to case: `AUTH-01` and `auth-01` are the same to a person. */
const key = (form: string): string => form.toLowerCase()

function countHolders(candidates: readonly Candidate[]): Map<string, number> {
  const holders = new Map<string, number>()
  for (const {stated, derived} of candidates) {
    for (const form of new Set([...stated, ...derived].map(key))) holders.set(form, (holders.get(form) ?? 0) + 1)
  }
  return holders
}

function lastForm({derived, context, duplicate}: Candidate): string {
  const last = derived.at(-1) ?? ''
  return duplicate ? last : `${last}-${context}`
}

/** The first of `form`, `form~2`, `form~3` … that is free. */
function numbering(taken: ReadonlySet<string>): (form: string) => string {
  const reached = new Map<string, number>()
  return (form) => {
    for (let n = (reached.get(form) ?? 0) + 1; ; n++) {
      const id = n === 1 ? form : `${form}~${n}`
      if (taken.has(key(id))) continue
      reached.set(form, n)
      return id
    }
  }
}
