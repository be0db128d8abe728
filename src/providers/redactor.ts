import type {Json} from '../model/index.ts'

const shortest = 4
/** Words that are no secret, whatever variable holds them; replacing them would only make every sentence unreadable. */
const plainWords = new Set(['true', 'false', 'none', 'null', 'auto', 'default', 'enabled', 'disabled'])
const masked = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'x-api-key', 'x-auth-token'])
const mask = '[secret]'

const percent = (text: string): string => encodeURIComponent(text.toWellFormed())
const entities: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;'}

/** The text inside any longer text that was encoded as base64: three alignments, without the ends that neighbours change. */
function insideBase64(secret: string): string[] {
  const bytes = Buffer.from(secret)
  if (bytes.length < 8) return []
  const inner = [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    return encoded.slice(shift === 0 ? 0 : shift + 1, (shift + bytes.length) % 3 === 0 ? undefined : -1)
  })
  return inner.flatMap((text) => [text, text.replaceAll('+', '-').replaceAll('/', '_')])
}

/** How one secret may look on its way through JSON, a URL, HTML or base64. */
function forms(secret: string): string[] {
  const encoded = percent(secret)
  const inJson = JSON.stringify(secret).slice(1, -1)
  return [
    secret,
    inJson,
    JSON.stringify(inJson).slice(1, -1), // JSON inside of JSON, as in logs
    encoded,
    encoded.replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase()),
    encoded.replaceAll('%20', '+'),
    secret.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign),
    Buffer.from(secret).toString('base64'),
    Buffer.from(secret).toString('base64url'),
    ...insideBase64(secret),
  ]
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

/** Knows every secret met so far, and replaces them in whatever leaves. */
export interface Redactor {
  add(secret: string): void
  text(text: string): string
  value(value: Json): Json
  /** How many secrets are known: more than before means that what was written before must be read again. */
  size(): number
}

/** One Set-Cookie header: its name and attributes stay, since a check may ask whether it is Secure. */
export const maskCookie = (cookie: string): string => cookie.replace(/^([^=;]*)=[^;]*/, `$1=${mask}`)

/** A cookie that the door has masked already stays as it is; anything else in such a header goes. */
const maskHeader = (name: string, value: string): string =>
  name === 'set-cookie' && /^[^=;]*=\[secret\]/.test(value) ? value : mask

export function makeRedactor(): Redactor {
  const known = new Set<string>()
  let pattern: RegExp | null = null

  function text(from: string): string {
    if (known.size === 0 || from.length < shortest) return from
    pattern ??= new RegExp(
      [...known]
        .sort((a, b) => b.length - a.length)
        .map(escaped)
        .join('|'),
      'g',
    ) // longest first
    return from.replace(pattern, mask)
  }

  /** The very same data where nothing is secret, since nearly all is. */
  function value(from: Json): Json {
    if (typeof from === 'string') return text(from)
    if (from === null || typeof from !== 'object') return from
    if (Array.isArray(from)) {
      const items = from.map(value)
      return items.some((item, index) => item !== from[index]) ? items : from
    }
    let same = true
    const entries: [string, Json][] = []
    for (const key of Object.keys(from)) {
      const inner = from[key] ?? null
      const lower = key.toLowerCase()
      const hidden = typeof inner === 'string' && inner !== '' && masked.has(lower)
      const shown = hidden ? maskHeader(lower, inner) : value(inner)
      const name = text(key)
      if (shown !== inner || name !== key) same = false
      entries.push([name, shown])
    }
    return same ? from : Object.fromEntries(entries)
  }

  return {
    add(secret) {
      for (const part of [secret.trim(), ...secret.split(/\r?\n/).filter((line) => line.length >= 16)]) {
        if (part.length < shortest || plainWords.has(part.toLowerCase()) || known.has(part)) continue
        for (const form of forms(part)) if (form.length >= shortest) known.add(form)
        pattern = null
      }
    },
    text,
    value,
    size: () => known.size,
  }
}
