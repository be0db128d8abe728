import {defineRule} from '../define.ts'
import {has} from '../words/read.ts'
import {examples, exists, negations, onlyWords} from '../words/tables.ts'

const file = /^(?:[\w@-][\w.@-]*\/)+[\w.@-]*\.[A-Za-z0-9]+$/

export const repositoryFile = defineRule({
  name: 'repository-file',
  summary: 'A file path in code that is said to be there must exist in the repository.',
  examples: [
    {markdown: '- [ ] `deploy/prod.yaml` exists', reads: [{kind: 'file', path: 'deploy/prod.yaml'}]},
    {markdown: '- [ ] `docs/abc.md` liegt im Repository', reads: [{kind: 'file', path: 'docs/abc.md'}]},
    {markdown: '- [ ] `secrets/prod.env` is not in the image', reads: []},
    {markdown: '- [ ] `docs/abc.md` describes the order', reads: []},
  ],
  propose: ({tokens}) => {
    if (!has(tokens, exists) || has(tokens, negations) || has(tokens, onlyWords) || has(tokens, examples)) return []
    const paths = tokens.filter(({kind, text}) => kind === 'code' && file.test(text) && !text.includes('..'))
    return paths.map(({text}) => ({
      thing: {kind: 'file', path: text},
      confidence: 'high',
      reason: `the sentence says that \`${text}\` is there`,
    }))
  },
})
