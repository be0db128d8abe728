import type {Json} from '../model/index.ts'
import {type Clause, clausesOf} from './clauses.ts'
import {isName} from './fact-names.ts'

const isScalar = (value: Json): boolean => value === null || typeof value !== 'object'

function clauseCel({path: [first = '', ...rest], operator, operand}: Clause): string | null {
  if (!isName(first)) return null
  const selected = `${first}${rest.map((key) => `[${JSON.stringify(key)}]`).join('')}`
  if (operator === 'equals' && isScalar(operand)) return `${selected} == ${JSON.stringify(operand)}`
  if (operator === 'one_of' && Array.isArray(operand) && operand.every(isScalar))
    return `${selected} in ${JSON.stringify(operand)}`
  return null
}

/** A map of plain values as CEL, so that it can stand beside CEL; null where it says more than that. */
export function celOf(map: {[key: string]: Json}): string | null {
  const clauses = clausesOf(map).map(clauseCel)
  return clauses.includes(null) ? null : clauses.join(' && ')
}
