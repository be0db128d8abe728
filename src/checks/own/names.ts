import {type AnyCheck, nameOfCheck, type OwnCheck} from '../../model/index.ts'

/** A check of the project's own, and the file that it is in. */
export interface Own {
  check: AnyCheck
  from: OwnCheck
}

const parametersOf = ({params}: AnyCheck): string[] => Object.keys(params.shape)

/** What is wrong with the names of a check, beside those that ship and those that were read before it; null when nothing is. */
export function clash(
  {check, from}: Own,
  others: readonly Own[],
  shipped: readonly AnyCheck[],
  keys: readonly string[],
): string | null {
  const {name} = check
  const {file} = from
  const wanted = nameOfCheck(from)
  if (name !== wanted)
    return `Unexpected name \`${name}\` of the check in \`${file}\`, expected \`${wanted}\`, as the file is called`
  if (keys.includes(name))
    return `Unexpected name \`${name}\` of the check in \`${file}\`, expected another one: every check call has a key \`${name}\``
  if (shipped.some((other) => other.name === name))
    return `Unexpected second check \`${name}\` in \`${file}\`, expected another name: the other one ships with Proofmark`
  const twin = others.find((other) => other.check.name === name)
  if (twin !== undefined)
    return `Unexpected second check \`${name}\` in \`${file}\`, expected another name: the other one is in \`${twin.from.file}\``
  const all = [...shipped, ...others.map((other) => other.check)]
  const taken = [...all, check].find((other) => parametersOf(other).includes(name))
  if (taken !== undefined)
    return `Unexpected name \`${name}\` of the check in \`${file}\`, expected another one: the check \`${taken.name}\` has a parameter \`${name}\``
  for (const parameter of parametersOf(check)) {
    const where = `Unexpected parameter \`${parameter}\` of the check \`${name}\` in \`${file}\`, expected another name`
    if (keys.includes(parameter)) return `${where}: every check call has a key \`${parameter}\``
    if (all.some((other) => other.name === parameter)) return `${where}: a check is called \`${parameter}\``
  }
  return null
}
