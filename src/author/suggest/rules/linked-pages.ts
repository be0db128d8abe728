import {defineRule} from '../define.ts'

export const linkedPages = defineRule({
  name: 'linked-pages',
  summary: 'Pages and files of the project that an item links must exist.',
  examples: [
    {markdown: '- [ ] [Mail is stuck](runbooks/mail.md)', reads: [{kind: 'link', to: 'item'}]},
    {markdown: '- [ ] Rates are paid, see [the bank](https://bank.example/)', reads: []},
    {markdown: '- [ ] The [voice](/docs/voice/) is followed', reads: []},
  ],
  propose: ({item: {links}}) => {
    const inside = links.filter(({kind, url}) => (kind === 'document' || kind === 'file') && !url.startsWith('/'))
    return inside.length === 0
      ? []
      : [{thing: {kind: 'link', to: 'item'}, confidence: 'high', reason: 'a page that the item leans on must be there'}]
  },
})
