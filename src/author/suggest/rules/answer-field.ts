import {defineRule} from '../define.ts'
import {has} from '../words/read.ts'
import {carries, examples, negations, response} from '../words/tables.ts'
import {routeIn} from './route-status.ts'

const field = /^[a-z][A-Za-z0-9]*(?:_[a-z0-9]+)*(?:\.[a-z][A-Za-z0-9_]*)*$/
const several = /[._]/
const file = /\.(?:txt|md|json|ya?ml|xml|csv|html?|[jt]sx?|env|toml|ini|pdf)$/

export const answerField = defineRule({
  name: 'answer-field',
  summary: 'A field in code that answers carry must be there; where the prose names no route, a person looks at it.',
  examples: [
    {
      markdown: '- [ ] Every response of `GET /about` includes `build.id`',
      reads: [{kind: 'field', method: 'GET', path: '/about', field: 'build.id'}],
    },
    {
      markdown: '- [ ] Responses carry `request_id`',
      reads: [{kind: 'field', method: 'GET', path: '*', field: 'request_id'}],
    },
    {markdown: '- [ ] The answer of `/me` has no field `password_hash`', reads: []},
  ],
  propose(item) {
    const {tokens} = item
    const inside = tokens.some(({word}, index) => word === 'in' && response.has(tokens[index + 1]?.word ?? ''))
    if (!has(tokens, response) || !(inside || has(tokens, carries)) || has(tokens, negations) || has(tokens, examples))
      return []
    const fields = tokens.filter(
      ({kind, text}) => kind === 'code' && field.test(text) && several.test(text) && !file.test(text),
    )
    const [route = {method: 'GET', path: '*'}] = tokens.flatMap((token) => routeIn(token) ?? [])
    if (/[{}<>[\]:…]/.test(route.path)) return []
    const acts = route.method !== 'GET'
    return fields.map(({text}) => ({
      thing: {kind: 'field', ...route, field: text},
      confidence: acts || route.path === '*' ? 'low' : 'high',
      reason: `the sentence says that answers carry \`${text}\``,
    }))
  },
})
