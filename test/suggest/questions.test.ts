import {expect, test} from 'vitest'
import {suggest} from '../../src/author/suggest/index.ts'
import {parseChecklist} from '../../src/markdown/index.ts'
import {reportSuggest} from '../../src/report/index.ts'

const told = (source: string) => {
  const {checklist} = parseChecklist({file: 'docs/list.md', source})
  const suggestions = suggest({checklist, bound: new Set(), declared: {settings: {}, facts: {}}})
  return reportSuggest({checklists: [checklist], suggestions: [suggestions], columns: 100, colour: false})
}

test.each([
  ['- [ ] The yard is swept\n- [ ] The gate is oiled\n', 'Who saw that this is so, when, and how?'],
  ['- [ ] Der Hof ist gefegt\n- [ ] Das Tor ist geölt\n', 'Wer hat gesehen, dass es so ist, wann, und wie?'],
  ['- [ ] La cour est balayée\n- [ ] Le portail est huilé\n', 'Qui a vu que c’est le cas, quand, et comment ?'],
  ['- [ ] 門が閉まっている\n- [ ] 庭がきれい\n', 'Who saw that this is so, when, and how?'],
])('what is asked more than once is said once, in the language of the list: %s', (source, question) => {
  const text = told(source)
  expect(text.split(question)).toHaveLength(2)
  expect(text.match(/attest: \(1\) \(again after 90d\)/g)).toHaveLength(2)
  expect(text).toContain(`What a person is asked:\n  (1)  ${question}`)
})

test('what is asked once stands beside its item', () => {
  expect(told('- [ ] The yard is swept\n')).toContain('attest: Who saw that this is so, when, and how? (again')
})
