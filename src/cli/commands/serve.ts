import {randomBytes} from 'node:crypto'
import {existsSync} from 'node:fs'
import {readFile} from 'node:fs/promises'
import path from 'node:path'
import {spanOf, stages} from '../../index.ts'
import {type Ask, prepare, readProject} from '../../line/index.ts'
import {type AttestOptions, keepSite, keptRuns, type SiteOptions, serveSite} from '../../live/index.ts'
import {defineCommand, projectOptions, UsageError} from '../command.ts'
import type {Io} from '../io.ts'
import {placeOf} from '../place.ts'
import {buildInto, mustBeOurs, outOption, siteFolder} from './build.ts'

const usualPort = 4380
export const host = '127.0.0.1'

const usualInterval = '30s'

export const serve = defineCommand({
  name: 'serve',
  words: '[FILES…]',
  summary: 'Serves the site on this machine and keeps it true: runs the checks again and again, and open pages follow.',
  options: {
    port: {type: 'string', value: 'PORT', says: `Port on ${host}, 0 for any free one; ${usualPort} unless given`},
    interval: {
      type: 'string',
      value: 'SPAN',
      says: `Time between two runs of all environments; ${usualInterval} unless given. The newest ${keptRuns} runs of each are kept, older ones deleted`,
    },
    vantage: {type: 'string', value: 'NAME', says: 'The place that the runs are made from; outside unless given'},
    'no-run': {type: 'boolean', says: 'Make no checks: show what other runs found, and what authors write'},
    attest: {
      type: 'boolean',
      says: "Let a person attest from an item's page: a form that writes the record into the docs",
    },
    'attest-token-file': {
      type: 'string',
      value: 'FILE',
      says: 'With --attest: take it only from who knows what is in this file (or in PROOFMARK_ATTEST_TOKEN), as the password that a browser asks for',
    },
    ...outOption,
    ...projectOptions,
  },
  async act(io, args) {
    const port = portOf(args.text('port'), usualPort)
    const interval = intervalOf(args.text('interval') ?? usualInterval)
    const place = placeOf(io, args, args.words)
    const tokenFile = args.text('attest-token-file')
    if (tokenFile !== null && !args.flag('attest'))
      throw new UsageError('Unexpected `--attest-token-file` alone, expected `--attest` beside it')
    const attest = args.flag('attest') ? await attesting(io, place, tokenFile) : undefined
    const {project} = await readProject(place, io)
    const folder = siteFolder(io, project.root, args.text('out'))
    if (!existsSync(path.join(folder, 'index.html'))) await buildInto(io, await prepare(place, io, 'documents'), folder)
    await mustBeOurs(folder, io.cwd)
    const site = await listen({folder, host, port, base: project.site.base, ...(attest === undefined ? {} : {attest})})
    io.out(`Site: ${site.url}\n`)
    if (attest !== undefined)
      io.out('Attest: open the page of an item, and follow its link; it writes into your docs.\n')
    const {clean} = await stages.report()
    const {signal, end} = interruption(io)
    await keepSite({
      ask: place,
      world: io,
      folder,
      interval,
      run: !args.flag('no-run'),
      vantage: args.text('vantage'),
      signal,
      onChange: site.ring,
      say: (text) =>
        io.err(
          `${text
            .split('\n')
            .map((line) => clean(line))
            .join('\n')}\n`,
        ),
    })
    end()
    await site.close()
    return 130
  },
})

const shortest = 100
/** The longest that a timer can wait, which is near 25 days. */
const longest = 2_147_483_647

function intervalOf(text: string): number {
  const span = spanOf(text)
  if (span !== null && span >= shortest && span <= longest) return span
  throw new UsageError(
    `Unexpected \`${text}\` for \`--interval\`, expected a span of time from \`100ms\` to \`24d\`, such as \`30s\` or \`5m\``,
  )
}

/** A port by its number; `usual` where none is given. */
export function portOf(text: string | null, usual: number): number {
  const port = text === null ? usual : Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new UsageError(`Unexpected \`${text}\` for \`--port\`, expected a number from 0 to 65535`)
}

/** The fewest characters of a token that nobody guesses. */
const shortestToken = 16

async function attesting(io: Io, ask: Ask, file: string | null): Promise<AttestOptions> {
  const given = file === null ? io.env.PROOFMARK_ATTEST_TOKEN : await readFile(path.resolve(io.cwd, file), 'utf8')
  const token = given?.trim() ?? null
  if (token !== null && token.length < shortestToken)
    throw new UsageError(
      `Unexpected token of ${token.length} characters to attest with, expected at least ${shortestToken}`,
    )
  return {ask, world: io, secret: randomBytes(32).toString('base64url'), token}
}

async function listen(options: SiteOptions) {
  try {
    return await serveSite(options)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      throw new UsageError(
        `Unexpected server on port ${options.port} already, expected it free; \`--port 0\` takes any`,
      )
    throw error
  }
}

/** A signal that Ctrl-C gives. */
export function interruption(io: Io): {signal: AbortSignal; end(): void} {
  const controller = new AbortController()
  return {signal: controller.signal, end: io.onInterrupt(() => controller.abort())}
}
