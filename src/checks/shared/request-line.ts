/** A path on the target, or a whole URL. One with a user in it is none: what stands in a file of the docs is no secret. */
export const address = /^(\/|https?:\/\/(?![^/?#\s]*@))\S*$/
const withUser = /https?:\/\/[^/?#\s]*@/

/** `GET /path -> 200 | 204`: cut at the first space and the last ` -> `. */
export function readRequestLine(text: string): {method: string; url: string; statuses: number[]} | {problem: string} {
  if (withUser.test(text))
    return {problem: 'Unexpected user in an address, expected none: name it as `credential` beside the call'}
  const arrow = text.lastIndexOf(' -> ')
  const [, method, url] = /^([A-Z]+) +(\S+)$/.exec((arrow < 0 ? text : text.slice(0, arrow)).trim()) ?? []
  if (method === undefined || url === undefined || !address.test(url))
    return {problem: `Unexpected \`${text}\`, expected a method and a path or URL such as \`GET /path -> 200\``}
  const written = arrow < 0 ? [] : text.slice(arrow + 4).split('|')
  const odd = written.find((status) => !/^[1-5]\d\d$/.test(status.trim()))
  if (odd === undefined) return {method, url, statuses: written.map(Number)}
  return {problem: `Unexpected status \`${odd.trim()}\`, expected one such as \`200\` or \`200 | 204\``}
}
