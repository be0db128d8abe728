import {type InitAnswers, type InitCounted, type Surroundings, stages} from '../index.ts'
import {askUntil} from './asking.ts'
import type {Io} from './io.ts'
import type {Person} from './terminal.ts'

/** Checklists that are told one by one: more would not be read. */
const shown = 20

/** What is asked of a person, at most three things; what has one certain answer is not. */
export async function answersOf(
  io: Io,
  person: Person,
  around: Surroundings,
  found: readonly InitCounted[],
  usual: InitAnswers,
  named: boolean,
): Promise<InitAnswers> {
  const {approversAnswered, environmentAnswered} = await stages.author()
  const checklists = named || found.length === 1 ? usual.checklists : await checklistsOf(io, person, found, usual)
  const environments = await askUntil(io, person, environmentQuestion(usual), (answer) =>
    environmentAnswered(around.environments, answer),
  )
  const approvers = await askUntil(
    io,
    person,
    'Who may approve waivers? Names, with commas between them; Enter for nobody yet: ',
    approversAnswered,
  )
  return {checklists, environments, approvers}
}

async function checklistsOf(
  io: Io,
  person: Person,
  found: readonly InitCounted[],
  {checklists: usual}: InitAnswers,
): Promise<readonly InitCounted[]> {
  const [{checklistsAnswered, inWords}, {clean}] = await Promise.all([stages.author(), stages.report()])
  const lines = found.slice(0, shown).map(({file, items}, index) => {
    const mark = usual.some((each) => each.file === file) ? '*' : ' '
    return `${mark}${String(index + 1).padStart(3)}  ${inWords(file)} (${items === 1 ? '1 item' : `${items} items`})`
  })
  const more = found.length > shown ? [`      and ${found.length - shown} more`] : []
  for (const line of ['Boxes stand in several files:', ...lines, ...more]) io.err(`${clean(line, true)}\n`)
  return askUntil(io, person, 'Which are to be judged? Numbers, or `all`; Enter for those with a star: ', (answer) =>
    checklistsAnswered(found, usual, answer),
  )
}

function environmentQuestion({environments: [first]}: InitAnswers): string {
  if (first === undefined)
    return 'Which environment is judged first, and where does it answer? Such as `production https://api.example.com`; Enter for none yet: '
  const {name, target} = first
  const known = target === null ? '' : ` (${target.value} so far)`
  return `Where does \`${name}\` answer${known}? An address, or a name and an address; Enter leaves it so: `
}
