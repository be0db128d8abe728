import type {Json} from '../../model/index.ts'

/** Deeper than any answer that somebody reads; every walk over an observation stays well within the stack. */
const deepest = 200

/** Whether brackets outside of texts nest deeper than the bound; one pass, whatever the text holds. */
function isTooDeep(text: string): boolean {
  let depth = 0
  let inText = false
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]
    if (inText && sign === '\\') at += 1
    else if (sign === '"') inText = !inText
    else if (!inText && (sign === '[' || sign === '{')) depth += 1
    else if (!inText && (sign === ']' || sign === '}')) depth -= 1
    if (depth > deepest) return true
  }
  return false
}

/** Text read as JSON, or null when it is none or nests too deep. */
export function readJson(text: string): Json {
  try {
    return isTooDeep(text) ? null : JSON.parse(text)
  } catch {
    return null
  }
}
