import type {Json} from '../../model/index.ts'

/** Text read as JSON, or null when it is none. */
export function readJson(text: string): Json {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
