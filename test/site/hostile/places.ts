/** Every place that Markdown and MkDocs have for a text; `index` keeps what is named in them apart. */
const places: readonly ((text: string, index: number) => string)[] = [
  (text) => `## ${text}`,
  (text, index) =>
    `### Part ${index} {: #part-${index} .${word(text)} onclick=pwn() style="position:fixed" title="${single(text)}" }`,
  (text) => `[title](../harmless.md "${text}") [escaped](../harmless.md "${text.replaceAll('"', '\\"')}")`,
  (text) =>
    `![${text}](missing.png "${text}") ![there](../picture.png "${single(text)}"){: onerror="${single(text)}" }`,
  (text) => `[${text}](../harmless.md) [${text}](nowhere.md){: onclick="${single(text)}" target=${word(text)} }`,
  (text) => `**${text}** *${text}* ~~${text}~~`,
  (text) => `==${text}== ^^${text}^^ ++${text}++ :material-${text}: \`${text}\` $${text}$`,
  (text) => `- [ ] ${text}`,
  (text) => `> [!NOTE] ${text}\n> words`,
  (text) => `!!! note "${single(text)}"\n    ${text}`,
  (text) => `??? ${word(text) || 'x'} "${single(text)}"\n    words`,
  (text) => `=== "${single(text)}"\n    words\n\n=== "${text.replaceAll('"', '')}"\n    ${text}`,
  (text) => `| ${cell(text)} | b |\n| --- | --- |\n| words | words |`,
  (text) => `Term\n:   ${text}`,
  (text, index) => `A note[^n${index}].\n\n[^n${index}]: ${text}`,
  (text, index) => `*[A${index}]: ${text}`,
  (text) => `\`\`\`${text.replaceAll(/[`\s]/g, '')} title="${text.replaceAll('`', '')}"\n${text}\n\`\`\``,
  (text) => `\`\`\`html\n${text}\n\`\`\``,
  (text) =>
    `\`\`\`mermaid\ngraph TD\n  A["${single(text)}"] -->|${text.replaceAll('|', '')}| B(${text})\n  click A href "javascript:pwn()"\n  click B call pwn()\n\`\`\``,
  (text) => `\`\`\`mermaid\nsequenceDiagram\n  participant A as ${text}\n  A->>B: ${text}\n\`\`\``,
  (text) => `\`\`\`mermaid\nclassDiagram\n  class A["${single(text)}"]\n  A : ${text}\n\`\`\``,
  (text) => `$$\n${text}\n$$`,
]

const word = (text: string): string => text.replaceAll(/\W/g, '')
const single = (text: string): string => text.replaceAll('"', "'")
const cell = (text: string): string => text.replaceAll('|', '\\|')

/** Each text goes to every fourth place, beginning with another one each: it is the places that must hold. */
const step = 4

const entry = (text: string, index: number): string =>
  places
    .filter((_, at) => (at + index) % step === 0)
    .map((place) => place(text, index))
    .join('\n\n')

/** About how many tags a text leaves open. */
const open = (text: string): number =>
  Math.max(0, (text.match(/<[a-z]/gi) ?? []).length - (text.match(/<\/|\/>/g) ?? []).length)

/** Pages on which each text stands in several places; few enough on each to stay below the bounds of what is read. */
export function placePages(texts: readonly string[]): string[] {
  const pages: string[][] = []
  let room = 0
  for (const [index, text] of texts.entries()) {
    const taken = 3 + open(text) * 6
    if (taken > room) {
      pages.push([])
      room = 60
    }
    room -= taken
    pages.at(-1)?.push(entry(text, index))
  }
  const front = (page: number): string =>
    `---\ntitle: ${JSON.stringify(`Places ${page}`)}\ntags: ${JSON.stringify(texts.slice(page, page + 9))}\n---`
  return pages.map((entries, page) => [front(page), ...entries].join('\n\n'))
}
