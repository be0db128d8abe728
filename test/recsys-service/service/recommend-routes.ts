import {defaultSegment, normalisedRecommend, normalisedSimilar, type Warning} from './bodies.ts'
import type {Context} from './context.ts'
import {type Call, jsonReply, type Reply} from './http.ts'
import type {Caller} from './identity.ts'
import {type Ranking, recommended, similar} from './ranking.ts'
import {requireRole} from './roles.ts'
import type {Route} from './router.ts'
import {type Served, servedTenant} from './served.ts'

interface Place {
  surface: string
  segment: string
}

/** The routes that a tenant's own applications call. */
export function recommendRoutes(context: Context): Route[] {
  const {settings, authenticate} = context

  const recommend = async (call: Call): Promise<Reply> => {
    const caller = await authenticate(call)
    const served = await servedTenant(context, caller.tenant)
    const {request, subject, warnings} = normalisedRecommend(await call.body(), served.surfaceK)
    if (request.explain === 'full') requireRole(caller.roles, settings.auth.roles, ['admin'])
    const ranking = recommended(request, subject, await served.basis(request.surface))
    return rankingReply(ranking, warnings, metaOf(context, call, caller, served, request))
  }

  const validate = async (call: Call): Promise<Reply> => {
    const caller = await authenticate(call)
    const served = await servedTenant(context, caller.tenant)
    const {request, warnings} = normalisedRecommend(await call.body(), served.surfaceK)
    return jsonReply({
      normalized_request: request,
      ...unlessEmpty(warnings),
      meta: metaOf(context, call, caller, served, request),
    })
  }

  const similarItems = async (call: Call): Promise<Reply> => {
    const caller = await authenticate(call)
    const served = await servedTenant(context, caller.tenant)
    const {request, warnings} = normalisedSimilar(await call.body(), served.surfaceK)
    const {surface, item_id, k} = request
    const ranking = similar(item_id, k, await served.basis(surface))
    return rankingReply(ranking, warnings, metaOf(context, call, caller, served, {surface, segment: defaultSegment}))
  }

  return [
    {method: 'POST', path: '/v1/recommend', answer: recommend},
    {method: 'POST', path: '/v1/recommend/validate', answer: validate},
    {method: 'POST', path: '/v1/similar', answer: similarItems},
  ]
}

function rankingReply({items, warnings}: Ranking, before: readonly Warning[], meta: Meta): Reply {
  const counts = items.length === 0 ? {} : {counts: {returned: items.length}}
  return jsonReply({items, ...unlessEmpty([...before, ...warnings]), meta: {...meta, ...counts}})
}

function unlessEmpty(warnings: readonly Warning[]) {
  return warnings.length === 0 ? {} : {warnings}
}

type Meta = ReturnType<typeof metaOf>

function metaOf({settings}: Context, call: Call, caller: Caller, {config, rules}: Served, {surface, segment}: Place) {
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
