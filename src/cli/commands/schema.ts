import {Authored, authored, Format, formats, jsonSchema, meant, stages} from '../../index.ts'
import {schemaOf} from '../../line/index.ts'
import {defineCommand, UsageError} from '../command.ts'

const known = [...Object.keys(formats), ...Object.keys(authored)]

export const schema = defineCommand({
  name: 'schema',
  words: 'NAME',
  wordsAtLeast: 1,
  wordsAtMost: 1,
  summary: `Prints the JSON Schema of a format, or of what authors write: ${known.join(', ')}.`,
  options: {},
  async act(io, args) {
    const [word = ''] = args.words
    const format = Format.safeParse(word)
    const written = Authored.safeParse(word)
    if (!format.success && !written.success)
      throw new UsageError(`Unexpected format \`${word}\`, ${meant(word, known)}`)
    const {json} = await stages.report()
    io.out(json(format.success ? jsonSchema(format.data) : await schemaOf(Authored.parse(word))))
    return 0
  },
})
