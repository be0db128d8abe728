import {expect, test} from 'vitest'
import {type ProofmarkOptions, proofmark} from '../../src/public/astro.ts'

test('an integration is called by our name, and reads nothing before Astro asks', () => {
  expect(proofmark({project: '/nowhere'}).name).toBe('proofmark')
})

// A compiler would tell the word alone.
const misspelt = {base: 'ready', basis: 'ready'}
test.each<[string, ProofmarkOptions, RegExp]>([
  ['a name that is none', misspelt, /^Unexpected option `basis` of `proofmark`, did you mean `base`\?$/],
  ['the root of the site', {base: '/'}, /^Unexpected option `base` of `proofmark`: expected words with `\/` between/],
  ['a way out', {base: '../up'}, /^Unexpected option `base`/],
  ['a pattern', {base: '[...all]'}, /^Unexpected option `base`/],
])('%s is refused at once', (_, options, message) => {
  expect(() => proofmark(options)).toThrow(message)
})
