import {type Config, configSchema, type Rules, rulesSchema, surfaceK, weightsOf} from './config.ts'
import type {Context} from './context.ts'
import type {StoredDocument} from './data/documents.ts'
import {Problem} from './problem.ts'
import type {Basis} from './ranking.ts'

/** A tenant as its answers see it: the versions of its documents, and what surfaces are ranked with. */
export interface Served {
  config: StoredDocument | undefined
  rules: StoredDocument | undefined
  surfaceK(surface: string): number
  basis(surface: string): Promise<Basis>
}

/** Only an active tenant is served; the service as shipped gives an unknown one nothing and a suspended one everything. */
export async function servedTenant({store, settings}: Context, id: string): Promise<Served> {
  const tenant = await store.tenant(id)
  if (tenant?.status !== 'active' && !settings.standIn.asShipped) {
    throw new Problem(403, 'RECSYS_FORBIDDEN', 'the tenant is not active')
  }
  if (tenant === undefined) return nobody
  const [config, rules] = await Promise.all([store.document('config', tenant), store.document('rules', tenant)])
  const settled = readConfig(config)
  return {
    config,
    rules,
    surfaceK: (surface) => surfaceK(settled, surface),
    basis: async (surface) => ({
      signals: await store.signals.find(tenant, surface),
      weights: weightsOf(settled),
      rules: settings.rulesEnabled ? readRules(rules) : [],
    }),
  }
}

const nobody: Served = {
  config: undefined,
  rules: undefined,
  surfaceK: (surface) => surfaceK({}, surface),
  basis: async () => ({signals: undefined, weights: weightsOf({}), rules: []}),
}

// A document that was put into the table by hand may be anything: then the defaults hold.
function readConfig(config: StoredDocument | undefined): Config {
  return configSchema.safeParse(config?.body).data ?? {}
}

function readRules(rules: StoredDocument | undefined): Rules {
  return rulesSchema.safeParse(rules?.body).data ?? []
}
