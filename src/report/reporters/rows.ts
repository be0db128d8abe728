import {type Checklist, type Item, noTenant, type Result, reasons} from '../../model/index.ts'
import {answerLines, causeLines} from '../answer.ts'
import {whatIsNotSo} from '../details.ts'
import {clean, cut} from '../sheet.ts'
import {type Standing, type Verdict, verdictOf, viewOf} from '../standing.ts'
import {shortKey} from '../words.ts'
import type {ReportedEnvironment} from './define.ts'

/** One item for one tenant, with all that a reporter says of it. */
export interface Row {
  environment: string
  checklist: Checklist
  item: Item
  cell: Result
  verdict: Verdict
  /** Empty where the item holds for all tenants alike. */
  tenant: string
  /** The box is ticked, and it is not so. */
  contradicted: boolean
  claim: Standing['claim']
  owner: string
  /** Expected and seen, or why: empty for what passes. */
  why: string
  next: string
}

const longest = 240

/** Every item of an environment for each tenant, in the order of the document. */
export function rowsOf({plan, runs, results}: ReportedEnvironment): Row[] {
  const {standings} = viewOf(plan, results, runs, [])
  return plan.checklists.flatMap((checklist) =>
    checklist.items.flatMap((item) => {
      const standing = standings.get(`${checklist.name}:${item.id}`)
      return (standing?.cells ?? []).map((cell): Row => {
        const verdict = verdictOf(cell)
        const {claim = null, repair = null} = standing ?? {}
        return {
          ...{environment: plan.environment.name, checklist, item, cell, verdict, claim},
          tenant: cell.tenant === noTenant ? '' : cell.tenant,
          contradicted: claim?.verdict === 'contradicted' && verdict === 'fail',
          owner: repair?.owner ?? cell.owner ?? '',
          why: verdict === 'pass' ? '' : whyOf(cell, verdict),
          next: repair?.repair.next ?? `proofmark show ${shortKey(plan, cell.key)}`,
        }
      })
    }),
  )
}

function whyOf(cell: Result, verdict: Verdict): string {
  const {waiver, own} = cell
  if (verdict === 'waived' && waiver !== null)
    return `waived until ${waiver.until}, approved by ${waiver.approver}: ${waiver.reason}`
  const reason = own.reason === null ? '' : reasons[own.reason].sentence
  return verdict === 'fail' || verdict === 'blocked' ? whatIsNotSo(cell) : own.because || reason
}

/** What stands in a count of items: all but those that only group what is below them. */
export const isTold = ({cell, verdict}: Row): boolean => verdict !== 'none' || cell.own.reason === 'dropped'

/** An item in one line: its sentence, its id, and the tenant where it is judged for each. */
export const nameOf = ({item, tenant}: Row): string =>
  clean(`${cut(item.text, longest)} [${item.id}]${tenant === '' ? '' : ` (${tenant})`}`)

const wide = {columns: 100_000, colour: false}

/** The answer of each gate in words that need no colour, then what took several calls down; a line each. */
export function answersOf({plan, runs, results}: ReportedEnvironment): string[] {
  const view = viewOf(plan, results, runs, [])
  const causes = runs.flatMap((run) => run.causes)
  return [...answerLines(wide, view, causes), ...causeLines(wide, view, causes)].map((line) => clean(line))
}
