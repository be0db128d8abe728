import {data, Evaluator, Lexer, Parser} from '@actions/expressions'
import {truthy} from '@actions/expressions/result'

/** What expressions of an action read: names, and names below them. */
export type Context = {[name: string]: string | Context}

/** How the job stands when a step is reached. */
export type JobStatus = 'success' | 'failure'

const dataOf = (value: string | Context): data.ExpressionData =>
  typeof value === 'string'
    ? new data.StringData(value)
    : new data.Dictionary(...Object.entries(value).map(([key, each]) => ({key, value: dataOf(each)})))

function evaluated(text: string, context: Context, status: JobStatus): data.ExpressionData {
  const told: Record<string, boolean> = {
    always: true,
    success: status === 'success',
    failure: status === 'failure',
    cancelled: false,
  }
  const functions = Object.entries(told).map(([name, value]) => ({
    ...{name, minArgs: 0, maxArgs: 0},
    call: () => new data.BooleanData(value),
  }))
  const parsed = new Parser(new Lexer(text).lex().tokens, Object.keys(context), functions).parse()
  const root = dataOf(context)
  if (!(root instanceof data.Dictionary)) throw new Error('expected a context')
  return new Evaluator(parsed, root, new Map(functions.map((each) => [each.name, each]))).evaluate()
}

/** A text with its `${{ … }}` filled in, by GitHub's own evaluator. */
export const filled = (text: string, context: Context): string =>
  text.replaceAll(/\$\{\{(.*?)\}\}/gs, (_, inner: string) => evaluated(inner, context, 'success').coerceString())

/** Whether a step is run: unless its `if` asks how the job stands, only while nothing has failed. */
export function holds(condition: string | undefined, context: Context, status: JobStatus): boolean {
  if (condition === undefined) return status === 'success'
  const asks = /\b(always|success|failure|cancelled)\(\)/.test(condition)
  return (asks || status === 'success') && truthy(evaluated(condition, context, status))
}
