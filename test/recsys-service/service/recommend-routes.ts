import {defaultSegment, normalisedRecommend, normalisedSimilar, type Warning} from './bodies.ts'
import type {Context} from './context.ts'
import {type Call, jsonReply, type Reply} from './http.ts'
import type {Caller} from './identity.ts'
import {Problem} from './problem.ts'
import {type Ranking, recommended, similar} from './ranking.ts'
import {requireRole} from './roles.ts'
import type {Route} from './router.ts'

interface Place {
  surface: string
  segment: string
}

/** The routes that a tenant's own applications call. */
export function recommendRoutes(context: Context): Route[] {
  const {settings, authenticate} = context

  const recommend = async (call: Call): Promise<Reply> => {
    const caller = await authenticate(call)
    const {request, subject, warnings} = normalisedRecommend(await call.body())
    if (request.explain === 'full') requireRole(caller.roles, settings.auth.roles, ['admin'])
    const ranking = servedTo(context, caller, () => recommended(request, subject))
    return rankingReply(context, call, caller, request, {...ranking, warnings: [...warnings, ...ranking.warnings]})
  }

  const validate = async (call: Call): Promise<Reply> => {
    const caller = await authenticate(call)
    const {request, warnings} = normalisedRecommend(await call.body())
    return jsonReply({
      normalized_request: request,
      ...unlessEmpty(warnings),
      meta: metaOf(context, call, caller, request),
    })
  }

  const similarItems = async (call: Call): Promise<Reply> => {
    const caller = await authenticate(call)
    const {request, warnings} = normalisedSimilar(await call.body())
    const ranking = servedTo(context, caller, () => similar(request.item_id, request.k))
    const place = {surface: request.surface, segment: defaultSegment}
    return rankingReply(context, call, caller, place, {...ranking, warnings: [...warnings, ...ranking.warnings]})
  }

  return [
    {method: 'POST', path: '/v1/recommend', answer: recommend},
    {method: 'POST', path: '/v1/recommend/validate', answer: validate},
    {method: 'POST', path: '/v1/similar', answer: similarItems},
  ]
}

/** Only an active tenant is served; the service as shipped gives an unknown one nothing and a suspended one everything. */
function servedTo({tenants, settings}: Context, caller: Caller, rank: () => Ranking): Ranking {
  const tenant = tenants.get(caller.tenant)
  if (settings.standIn.asShipped) return tenant === undefined ? {items: [], warnings: []} : rank()
  if (tenant?.status !== 'active') throw new Problem(403, 'RECSYS_FORBIDDEN', 'the tenant is not active')
  return rank()
}

function rankingReply(context: Context, call: Call, caller: Caller, place: Place, {items, warnings}: Ranking): Reply {
  const counts = items.length === 0 ? {} : {counts: {returned: items.length}}
  return jsonReply({items, ...unlessEmpty(warnings), meta: {...metaOf(context, call, caller, place), ...counts}})
}

function unlessEmpty(warnings: readonly Warning[]) {
  return warnings.length === 0 ? {} : {warnings}
}

function metaOf({settings, tenants}: Context, call: Call, caller: Caller, {surface, segment}: Place) {
  const {config, rules} = tenants.get(caller.tenant)?.documents ?? {}
  return {
    tenant_id: caller.tenant,
    surface,
    segment,
    algo_version: settings.algoVersion,
    ...(config === undefined ? {} : {config_version: config.version}),
    ...(rules === undefined ? {} : {rules_version: rules.version}),
    request_id: call.requestId,
  }
}
