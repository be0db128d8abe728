import type {SettingReading} from './setting.ts'
import type {Cause} from './status.ts'

/** What an http call asks for. `url` is a path on the target, or an absolute URL. */
export interface HttpRequest {
  method: string
  url: string
  headers: Readonly<Record<string, string>>
  body: string | null
  /** Name of a credential of the environment, added by the door. */
  credential: string | null
  /** Follow redirects within the bounds; the first answer otherwise. */
  follow: boolean
  /** Wait and ask once more on a 429, rather than take it as the answer. */
  wait: boolean
}

export interface HttpAnswer {
  status: number
  /** Lower-case names; several values joined by `, `. */
  headers: Record<string, string>
  /** Text, cut at the cap. */
  body: string
  cut: boolean
  url: string
  redirects: number
}

export interface FileSeen {
  path: string
  exists: boolean
  bytes: number
  /** Text, cut at the cap; null when it does not exist or is not text. */
  text: string | null
  cut: boolean
  modified: string | null
}

/** A document as the `link` check sees it. */
export interface DocumentSeen {
  path: string
  exists: boolean
  title: string | null
  anchors: string[]
}

/** The only ways to the world that a check has. Each enforces what the environment allows, and throws `DoorClosed`. */
export interface Doors {
  http: {request(ask: HttpRequest): Promise<HttpAnswer>}
  files: {see(path: string): Promise<FileSeen>}
  documents: {see(path: string): Promise<DocumentSeen>}
  settings: {read(name: string): Promise<SettingReading>}
  clock: {now(): Date}
  /** Ends when the call's time is up or the run is interrupted. */
  signal: AbortSignal
}

/** The world could not be seen: the runner turns it into `error` or `not-run` with this cause. */
export class DoorClosed extends Error {
  readonly reason: Cause
  /** What is to blame, the same text for all calls that it takes (for example an origin). */
  readonly what: string
  /** The line of `allow`, or the sentence, that would mend it. */
  readonly next: string | null
  constructor(reason: Cause, what: string, message: string, next: string | null = null) {
    super(message)
    this.name = 'DoorClosed'
    this.reason = reason
    this.what = what
    this.next = next
  }
}
