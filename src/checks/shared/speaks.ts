import type {Expectation} from '../../model/index.ts'

/** Whether an expectation as written names a field of the observation. */
export function namesField(expectation: Expectation | null | undefined, field: string): boolean {
  if (expectation == null) return false
  if (expectation.form === 'map') return Object.hasOwn(expectation.map, field)
  return new RegExp(`(?<![.\\w])${field}\\b`).test(expectation.text)
}

/** Whether an expectation as written holds a number, wherever it stands. */
export function holdsNumber(expectation: Expectation | null | undefined, number: number): boolean {
  if (expectation == null) return false
  return new RegExp(`\\b${number}\\b`).test(
    expectation.form === 'cel' ? expectation.text : JSON.stringify(expectation.map),
  )
}
