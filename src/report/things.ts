import type {Thing} from '../model/proposal.ts'

/** What a binding would hold, as an author writes it. */
export function thingWords(thing: Thing): string {
  switch (thing.kind) {
    case 'env':
      return `env: ${thing.name}${thing.value === null ? '' : `=${thing.value}`}`
    case 'http':
      return `http: ${thing.method} ${thing.path} -> ${thing.statuses.join(' | ')}${thing.from === null ? '' : `, from ${thing.from}`}`
    case 'field':
      return `${thing.field} in ${thing.path === '*' ? 'an answer' : `the answer of ${thing.method} ${thing.path}`}`
    case 'link':
      return `link: ${thing.to}`
    case 'file':
      return `file: ${thing.path}`
    case 'attest':
      return `attest: ${thing.question} (again after ${thing.renewEvery})`
    case 'when':
      return `when: ${thing.not ? '!' : ''}facts.${thing.fact}${thing.value === null ? '' : `.${thing.value}`}`
    case 'choice':
      return `choice: ${thing.fact} (${thing.take} of ${thing.values.join(', ')})`
    case 'option':
      return `option: ${thing.value}`
  }
}
