import {defineRule, type Read} from '../define.ts'
import type {Token} from '../tokens.ts'
import {denial, nameIn, statements} from '../words/read.ts'
import {links, off, on} from '../words/tables.ts'

const isState = (words: ReadonlySet<string>) => (token: Token | undefined) =>
  token?.kind === 'word' && words.has(token.word)
const isOff = isState(off)
const isOn = isState(on)
const articles = new Set(['the', 'la', 'le', 'die', 'den', 'das', 'variable', 'setting', 'flag'])

/** Words between a name and its state; a state itself is none. */
const isLink = (token: Token): boolean =>
  token.kind === 'word' && links.has(token.word) && !isOn(token) && !isOff(token)

/** The state that a name is put in: by the verb before it, or by the words right behind it. */
function stateOf(tokens: readonly Token[], index: number): boolean | null {
  const before = tokens.slice(0, index).findLast(({kind, word}) => !(kind === 'word' && articles.has(word)))
  const after = tokens.slice(index + 1)
  const steps = after.findIndex((token) => !isLink(token))
  const next = steps <= 4 ? after[steps] : undefined
  if (isOff(next)) return false
  if (isOn(next)) return true
  if (isOff(before) && before?.word !== 'off' && before?.word !== 'aus') return false
  return isOn(before) && !['on', 'an', 'ein', 'active'].includes(before?.word ?? '') ? true : null
}

export const settingSwitch = defineRule({
  name: 'setting-switch',
  summary: 'A setting that is on or off, enabled or disabled in words must read as `true` or `false`.',
  examples: [
    {markdown: '- [ ] `OPEN_SIGNUP` is off', reads: [{kind: 'env', name: 'OPEN_SIGNUP', value: 'false'}]},
    {markdown: '- [ ] Enable `STRICT_MODE`', reads: [{kind: 'env', name: 'STRICT_MODE', value: 'true'}]},
    {markdown: '- [ ] Désactiver `MODE_ESSAI`', reads: [{kind: 'env', name: 'MODE_ESSAI', value: 'false'}]},
    {
      markdown: '- [ ] `PROBE_MODUS` ist ausgeschaltet',
      reads: [{kind: 'env', name: 'PROBE_MODUS', value: 'false'}],
    },
    {markdown: '- [ ] Users can turn `DARK_MODE` off', reads: []},
    {markdown: '- [ ] Do not enable `STRICT_MODE`', reads: []},
  ],
  propose: (item) =>
    statements(item).flatMap((clause) => {
      const names = clause.tokens.flatMap((token, index) => {
        const name = nameIn(token)
        return name === null ? [] : [[name, stateOf(clause.tokens, index)] as const]
      })
      const [only, ...more] = names
      if (only === undefined || more.length > 0 || only[1] === null || denial(clause, item) !== null) return []
      const [name, state] = only
      return [
        {
          thing: {kind: 'env', name, value: String(state)},
          confidence: 'medium',
          reason: `the sentence says that \`${name}\` is ${state ? 'on' : 'off'}`,
        } satisfies Read,
      ]
    }),
})
