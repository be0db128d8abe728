import type {AstroIntegration} from 'astro'
import {integration, type ProofmarkOptions} from '../astro/index.ts'
import {processWorld} from './index.ts'

export type {ProofmarkOptions} from '../astro/index.ts'

/**
 * Puts the checklists of a project into an Astro or Starlight site: a page for each, with the verdicts beside the author's sentences,
 * a page for each item, and what `Verdict.astro` and `Answer.astro` show. It shows the newest kept runs, and makes no checks.
 *
 * @example
 * import {defineConfig} from 'astro/config'
 * import {proofmark} from 'proofmark/astro'
 *
 * export default defineConfig({integrations: [proofmark()]})
 */
export const proofmark = (options: ProofmarkOptions = {}): AstroIntegration => integration(options, processWorld())
