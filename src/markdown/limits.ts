/** What a Markdown file may cost: everything that an author wrote is foreign text. */
export const limits = {
  /** Bytes of one file. */
  bytes: 2 * 1024 * 1024,
  /** Lines of one file: even empty ones cost. */
  lines: 200_000,
  /** Characters of a path in a link; no system has longer ones. */
  path: 4096,
  /** Nesting of lists, quotes, emphasis and the like. */
  depth: 100,
  /** Unclosed tags in raw HTML. */
  tags: 60,
  /** Marks of emphasis, links and HTML in one paragraph: their cost grows with the square. */
  marks: 4000,
  /** Characters of front matter. */
  frontMatter: 64 * 1024,
  /** Aliases that front matter may use. */
  aliases: 50,
  /** Characters of `mkdocs.yml`. */
  navigation: 512 * 1024,
  /** Characters of a diagram that is drawn: arranging it costs more than its text. */
  diagram: 10_000,
  /** Words that a page may be short for others. */
  abbreviations: 200,
  /** Characters of a code block that is coloured. */
  colouredCode: 50_000,
  /** Characters of pages whose trees are kept until they are rendered. */
  keptText: 2 * 1024 * 1024,
} as const
