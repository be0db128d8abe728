import type {Clause} from '../clauses.ts'
import {type Doubt, defineRule, type Read} from '../define.ts'
import type {Token} from '../tokens.ts'
import {assignmentIn, denial, isPlain, nameIn, statements} from '../words/read.ts'
import {links, setVerbs} from '../words/tables.ts'

const plainValue = /^(?:true|false|\d+(?:\.\d+)*|[a-z][\w.-]*)$/i
/** `NAME=5 or more` names no value. */
const bound =
  /\b(?:or (?:less|more|fewer|lower|higher|quieter|above|below)|at (?:least|most)|oder (?:weniger|mehr|höher)|mindestens|höchstens|au (?:moins|plus)|ou (?:plus|moins))\b/
const range = new Set(['or', 'oder', 'ou'])

const isLink = ({kind, word}: Token): boolean =>
  (kind === 'word' && (links.has(word) || setVerbs.has(word))) || (kind === 'sign' && word === '=')

/** `NAME` … `value`, with nothing between them but words that tie a value to a name. */
function pairsIn({tokens}: Clause): {name: string; value: string}[] {
  return tokens.flatMap((token, index) => {
    const name = nameIn(token)
    if (name === null) return []
    const after = tokens.slice(index + 1)
    const steps = after.findIndex((each) => !isLink(each))
    const value = after[steps]
    const tied = steps > 0 && steps <= 6
    if (!tied || value?.kind !== 'code' || !plainValue.test(value.text) || nameIn(value) !== null) return []
    return range.has(after[steps + 1]?.word ?? '') ? [] : [{name, value: value.text}]
  })
}

const read = (name: string, value: string): Read => ({
  thing: {kind: 'env', name, value},
  confidence: 'high',
  reason: `the sentence gives \`${name}\` the value \`${value}\``,
})

/** `NAME must not be left at its default; set it to 500000` */
function setLater(all: readonly Token[]): Read[] {
  const names = all.flatMap((token) => nameIn(token) ?? [])
  const text = all.map(({word}) => word).join(' ')
  const [, value] = / set it to ([\w.]+)/.exec(text) ?? []
  const [name, ...more] = names
  return name !== undefined && more.length === 0 && value !== undefined ? [read(name, value)] : []
}

export const settingValue = defineRule({
  name: 'setting-value',
  summary: 'A setting with its value (`NAME=value`, or `NAME` tied to a value in code) must read as that value.',
  examples: [
    {
      markdown: '- [ ] Registration is closed (`OPEN_SIGNUP=false`)',
      reads: [{kind: 'env', name: 'OPEN_SIGNUP', value: 'false'}],
    },
    {
      markdown: '- [ ] `CACHE_BACKEND` auf `redis` setzen',
      reads: [{kind: 'env', name: 'CACHE_BACKEND', value: 'redis'}],
    },
    {markdown: '- [ ] Never ship with `OPEN_SIGNUP=true`', reads: []},
    {markdown: '- [ ] One line for each shop, for example `SHOP_COLOUR=green`', reads: []},
    {markdown: '- [ ] At least `POOL_SIZE=3`', reads: []},
    {markdown: '- [ ] `OPEN_SIGNUP=true` is gone from every manifest', reads: []},
    {markdown: '- [ ] `OPEN_SIGNUP=true` ist überall entfernt', reads: []},
    {markdown: '- [ ] `OPEN_SIGNUP=true` a été supprimé', reads: []},
    {markdown: '- [ ] We considered `POOL_SIZE=3` and rejected it', reads: []},
    {markdown: '- [ ] `BETA_SEARCH=true` for some shops only', reads: []},
    {markdown: '- [ ] Somebody is told if `OPEN_SIGNUP=true`', reads: []},
    {markdown: '- [ ] Use the vault instead of `DB_PASSWORD=secret`', reads: []},
  ],
  propose(item) {
    const found = statements(item).flatMap((clause): (Read | Doubt)[] => {
      if (bound.test(clause.tokens.map(({word}) => word).join(' '))) return []
      const assigned = clause.tokens.flatMap((token) => assignmentIn(token) ?? [])
      const all = [...assigned, ...pairsIn(clause)]
      const denied = all.length === 0 ? null : denial(clause, item)
      return denied === null
        ? all.map(({name, value}) => read(name, value))
        : all.map(({name}) => ({doubt: `\`${name}\` stands ${denied}`}))
    })
    return found.length > 0 ? found : setLater(item.tokens)
  },
})

/** Whether a text is the value of something, for other rules. */
export const couldBeValue = (text: string): boolean => plainValue.test(text) && isPlain(text)
