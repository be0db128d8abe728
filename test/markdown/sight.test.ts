import {format} from 'prettier'
import {describe, expect, it} from 'vitest'
import {sightOf} from '../../src/markdown/index.ts'
import {corpus} from './read.ts'

const page = `---
title: Rollback
---

# Rollback

## 2. What to do

1. Put the *last* release back, as \`deploy.sh\` does.
2. Look at the [queue](queue.md#depth),
   and at ~~nothing~~ the [log][log].

- [ ] It was **tried**
- [-] On paper

| who | when |
|---|---|
| ops | at once |

![Shape](shape.png) <a href="x.md">there</a> <!-- a note to ourselves -->

\`\`\`bash
./deploy.sh --last
\`\`\`

[log]: log.md
`

describe('what a reader takes in of a page', () => {
  const same: [says: string, change: (text: string) => string][] = [
    ['front matter', (text) => text.replace('title: Rollback', 'title: Back\ntags: [ops]')],
    ['no front matter', (text) => text.replace(/^---[\s\S]*?---\n/, '')],
    ['a ticked box', (text) => text.replace('[ ]', '[x]')],
    ['another emphasis', (text) => text.replace('*last*', '__last__').replace('**tried**', 'tried')],
    ['soft wraps', (text) => text.replace('Put the', 'Put\n   the').replace(',\n   and', ', and')],
    ['another number of its section', (text) => text.replace('## 2. What', '## 3.1 What')],
    ['a comment', (text) => text.replace(/<!--.*-->/, '<!-- proofmark: x -->')],
    ['a pinned id', (text) => text.replace('**tried**', '**tried** <!-- proofmark: tried -->')],
    [
      'a link by reference or not',
      (text) => text.replace('[log][log]', '[log](log.md)').replace('[log]: log.md\n', ''),
    ],
    ['other bullets and fences', (text) => text.replaceAll('\n- [', '\n* [').replaceAll('```', '~~~')],
    ['line ends of Windows and a byte order mark', (text) => `\uFEFF${text.replaceAll('\n', '\r\n')}`],
  ]
  it.each(same)('is the same with %s', (_, change) => {
    expect(sightOf(change(page))).toBe(sightOf(page))
  })

  const other: [says: string, change: (text: string) => string][] = [
    ['a word', (text) => text.replace('Put', 'Never put')],
    ['its case', (text) => text.replace('ops', 'Ops')],
    ['code', (text) => text.replace('`deploy.sh`', '`destroy.sh`')],
    ['fenced code', (text) => text.replace('--last', '--first')],
    ['the target of a link', (text) => text.replace('queue.md#depth', 'queue.md#age')],
    ['the target of a reference', (text) => text.replace('[log]: log.md', '[log]: events.md')],
    ['the target of an image', (text) => text.replace('shape.png', 'form.png')],
    ['the target of a link in HTML', (text) => text.replace('href="x.md"', 'href="y.md"')],
    ['what is struck out', (text) => text.replace('~~nothing~~', 'nothing')],
    ['the order of steps', (text) => text.replace('at once', 'once at')],
    ['an item', (text) => text.replace('- [-] On paper\n', '')],
  ]
  it.each(other)('changes with %s', (_, change) => {
    expect(change(page)).not.toBe(page)
    expect(sightOf(change(page))).not.toBe(sightOf(page))
  })

  it('is what no formatter changes', async () => {
    const pages: [string, string][] = [['page.md', page], ...(await corpus())]
    for (const [name, text] of pages) {
      const formatted = await format(text, {parser: 'markdown', proseWrap: 'always', printWidth: 60})
      expect([name, sightOf(formatted)]).toEqual([name, sightOf(text)])
    }
  })

  it('is the whole text where that is beyond the bounds', () => {
    const deep = `${'> '.repeat(150)}a`
    expect(sightOf(deep)).not.toBe(sightOf(deep.replace('a', 'b')))
  })
})
