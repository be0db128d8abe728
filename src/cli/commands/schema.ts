import {Format, formats, jsonSchema, meant, stages} from '../../index.ts'
import {defineCommand, UsageError} from '../command.ts'

export const schema = defineCommand({
  name: 'schema',
  words: 'NAME',
  wordsAtLeast: 1,
  wordsAtMost: 1,
  summary: `Prints the JSON Schema of a format: ${Object.keys(formats).join(', ')}.`,
  options: {},
  async act(io, args) {
    const [word = ''] = args.words
    const format = Format.safeParse(word)
    const known = Object.keys(formats)
    if (!format.success) throw new UsageError(`Unexpected format \`${word}\`, ${meant(word, known)}`)
    const {json} = await stages.report()
    io.out(json(jsonSchema(format.data)))
    return 0
  },
})
