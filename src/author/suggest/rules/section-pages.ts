import {defineRule} from '../define.ts'
import {tokensIn} from '../tokens.ts'
import {wordsOf} from '../words/read.ts'
import {fillers} from '../words/tables.ts'

const stem = (word: string): string => word.replace(/(?<=....)(?:s|es|en|ing)$/, '')
const telling = (text: string): Set<string> =>
  new Set(
    wordsOf(tokensIn(text))
      .filter((word) => word.length > 3 && !fillers.has(word))
      .map(stem),
  )

export const sectionPages = defineRule({
  name: 'section-pages',
  summary:
    'Where the "See:" of a section links a page whose title an item speaks of, word for word, the page must exist.',
  examples: [
    {
      markdown: '## Data\n\n- [ ] Define freshness targets for exports\n\nSee: [Freshness targets](freshness.md)',
      reads: [{kind: 'link', to: 'section'}],
    },
    {markdown: '## Data\n\n- [ ] Document who may export\n\nSee: [Freshness targets](freshness.md)', reads: []},
  ],
  propose: ({item, section, leads}) => {
    const links = section?.links.filter(({kind}) => kind === 'document' || kind === 'file') ?? []
    const own = telling(item.text)
    const named = links.some(({text}) => telling(text).size >= 2 && [...telling(text)].every((word) => own.has(word)))
    return named && !leads && item.links.length === 0
      ? [{thing: {kind: 'link', to: 'section'}, confidence: 'medium', reason: 'its section links a page on just that'}]
      : []
  },
})
