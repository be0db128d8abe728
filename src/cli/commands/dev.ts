import {stages} from '../../index.ts'
import {showWhileWriting} from '../../live/index.ts'
import {defineCommand, projectOptions} from '../command.ts'
import {placeOf} from '../place.ts'
import {toolFor} from '../site-tool.ts'
import {host, interruption, portOf} from './serve.ts'

const usualPort = 4381

export const dev = defineCommand({
  name: 'dev',
  words: '[FILES…]',
  summary: 'Shows the site while you write: what you save is on its page at once. Makes no checks.',
  options: {
    port: {type: 'string', value: 'PORT', says: `Port on ${host}, 0 for any free one; ${usualPort} unless given`},
    ...projectOptions,
  },
  async act(io, args) {
    const port = portOf(args.text('port'), usualPort)
    const {clean} = await stages.report()
    const {signal, end} = interruption(io)
    const ask = placeOf(io, args, args.words)
    await showWhileWriting({
      ask,
      tool: await toolFor(io, ask.root),
      world: io,
      host,
      port,
      signal,
      onStart: (url) => io.out(`Site: ${url}\n`),
      say: (text) =>
        io.err(
          `${text
            .split('\n')
            .map((line) => clean(line))
            .join('\n')}\n`,
        ),
    })
    end()
    return 130
  },
})
