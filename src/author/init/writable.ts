import {ProjectFile} from '../../config/index.ts'

const variable = /\$\{[A-Za-z_]\w*(:-[^}]*)?\}/

/** Whether a text holds what is filled in where `proofmark.yaml` is read. */
export const hasVariable = (text: string): boolean => variable.test(text)

/** Whether `proofmark.yaml` can name a file: below the root, with nothing in its name that would be filled in, and a name that is text. */
export const canBeNamed = (file: string): boolean =>
  ProjectFile.shape.docs.safeParse(file).success &&
  !hasVariable(file) &&
  file.isWellFormed() &&
  !file.includes('\uFFFD')

const longest = 300

/** Signs that break a line, or that nobody sees. */
export const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u

function escaped(sign: string): string {
  const code = (sign.codePointAt(0) ?? 0).toString(16)
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`
}

/** A name as a comment or a message shows it: on one line, however it is written. */
export function inWords(name: string): string {
  const line = name.replaceAll(new RegExp(unseen, 'gu'), escaped)
  return line.length > longest ? `${line.slice(0, longest)}…` : line
}
