import {defineReporter} from './define.ts'

export const text = defineReporter({
  name: 'text',
  summary: 'Your document with its verdicts, for a person; without colour in a file.',
  extension: 'txt',
  report: (data) => data.text(data.sheet),
})
