import {clean, cut} from '../sheet.ts'

const longest = 240
// Between the letters of what a forge would link or call by; nobody sees it.
const apart = '&#8203;'
const marks = /[\\`*_{}[\]()|~!$^=+:.-]/g
const entities: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'}

/** Foreign text in Markdown, on one line: no mark-up, no HTML, no link; it calls nobody and refers to nothing. */
export const inert = (text: string): string =>
  cut(clean(text), longest)
    .replace(/[&<>"]/g, (sign) => entities[sign] ?? sign)
    .replace(marks, '\\$&')
    .replace(/@|(?<!&)#/g, (sign) => `${sign === '#' ? '\\#' : sign}${apart}`)
    .replace(/\bGH(?=\\-\d)/gi, `$&${apart}`)
    .replace(/\\:(?=\/)/g, `$&${apart}`)
    .replace(/\bwww(?=\\\.)/gi, `$&${apart}`)

/** A command as code; where its own signs would end it, as plain text. */
export const code = (text: string): string =>
  /^proofmark [^`|\\@#\p{C}]+$/u.test(text) && text.length <= longest ? `\`${text}\`` : inert(text)
