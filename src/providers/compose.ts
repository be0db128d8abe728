import path from 'node:path'
import * as z from 'zod'
import {free, type Step} from './entry.ts'
import {misfit, type Page} from './pages.ts'

const EnvFile = z.union([
  z.string().transform((file) => ({path: file, required: 'true'})),
  z.object({path: z.string(), required: z.string().default('true')}),
])
const Service = z.object({
  environment: z
    .union([z.array(z.string()), z.record(z.string(), z.string()), z.literal('').transform(() => [])])
    .default([]),
  env_file: z.union([z.array(EnvFile), EnvFile.transform((file) => [file])]).default([]),
})
const Compose = z.object({services: z.record(z.string(), Service)})

/** Whether a page is a compose file. */
export const isCompose = ({data}: Page): boolean =>
  typeof data === 'object' && data !== null && 'services' in data && !('kind' in data)

/** `$$` is a dollar; anything else after one is filled in by compose from where it is started, which nobody can know here. */
const filledIn = (value: string): string | null =>
  /(?<!\$)(\$\$)*\$(?!\$)/.test(value) ? null : value.replaceAll('$$', '$')

/** What the services of a compose file set, `env_file` first; `readFile` reads one of those. */
export async function composeSteps(
  page: Page,
  readFile: (file: string, optional: boolean) => Promise<Step[]>,
): Promise<Step[]> {
  const read = Compose.safeParse(page.data)
  if (!read.success) throw misfit('compose file', page, read.error.issues)
  const steps: Step[] = []
  for (const [service, {environment, env_file}] of Object.entries(read.data.services)) {
    for (const {path: file, required} of env_file) {
      steps.push(...(await readFile(path.posix.join(path.posix.dirname(page.file), file), required !== 'true')))
    }
    const written = Array.isArray(environment)
      ? environment.map((line, index) => ({
          key: index,
          name: line.split('=', 1)[0] ?? '',
          value: line.includes('=') ? line.slice(line.indexOf('=') + 1) : null,
        }))
      : Object.entries(environment).map(([name, value]) => ({key: name, name, value}))
    for (const {key, name, value} of written) {
      const at = page.at(['services', service, 'environment', key])
      steps.push({
        step: 'set',
        entry: {name, value: value === null ? null : filledIn(value), kind: 'compose', at},
        rank: free,
      })
    }
  }
  return steps
}
