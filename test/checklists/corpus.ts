import {readdirSync} from 'node:fs'
import path from 'node:path'

/** Checklists written by hand, each in another style or trouble, each with what a reader of the rules expects. */
export const folder = path.join(import.meta.dirname, '../fixtures/checklists')

export const names = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .map((name) => path.basename(name, '.md'))
  .sort()

/** A long list: sections, parents with children, all three claims. */
export const thousand = (): string =>
  [
    '# A thousand',
    ...Array.from({length: 1000}, (_, n) => {
      const heading = n % 100 === 0 ? `\n## Part ${n / 100 + 1} of ten\n\n` : ''
      return `${heading}${n % 4 === 0 ? '' : '  '}- [${['x', ' ', '-', ' '][n % 4]}] Step number ${n} is done`
    }),
    '',
  ].join('\n')
