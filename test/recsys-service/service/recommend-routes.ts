import {defaultSegment, normalisedRecommend, normalisedSimilar, type Warning} from './bodies.ts'
import type {Context} from './context.ts'
import {type Call, jsonReply, type Reply} from './http.ts'
import type {Caller} from './identity.ts'
import type {Endpoint, Outcome} from './metrics.ts'
import {Problem} from './problem.ts'
import {type Ranking, recommended, similar} from './ranking.ts'
import {requireRole} from './roles.ts'
import type {Route} from './router.ts'
import {type Served, servedTenant} from './served.ts'

interface Asked {
  call: Call
  caller: Caller
  served: Served
}

interface Place {
  surface: string
  segment: string
}

/** The routes that a tenant's own applications call. */
export function recommendRoutes(context: Context): Route[] {
  const {settings, now, exposed} = context

  const recommend = async ({call, caller, served}: Asked) => {
    const {request, subject, warnings} = normalisedRecommend(await call.body(), served.surfaceK)
    if (request.explain === 'full') requireRole(caller.roles, settings.auth.roles, ['admin'])
    const ranking = recommended(request, subject, await served.basis(request.surface))
    const meta = metaOf(context, call, caller, served, request)
    await exposed({at: now(), meta, subject, user: request.user, items: ranking.items})
    return {reply: rankingReply(context, ranking, warnings, meta), returned: ranking.items.length}
  }

  const validate = async ({call, caller, served}: Asked) => {
    const {request, warnings} = normalisedRecommend(await call.body(), served.surfaceK)
    const meta = metaOf(context, call, caller, served, request)
    return jsonReply({normalized_request: request, ...unlessEmpty(warnings), meta})
  }

  const similarItems = async ({call, caller, served}: Asked) => {
    const {request, warnings} = normalisedSimilar(await call.body(), served.surfaceK)
    const {surface, item_id, k} = request
    const ranking = similar(item_id, k, await served.basis(surface))
    const meta = metaOf(context, call, caller, served, {surface, segment: defaultSegment})
    return {reply: rankingReply(context, ranking, warnings, meta), returned: ranking.items.length}
  }

  return [
    {method: 'POST', path: '/v1/recommend', answer: counted(context, 'recommend', asked(context, recommend))},
    {method: 'POST', path: '/v1/recommend/validate', answer: asked(context, validate)},
    {method: 'POST', path: '/v1/similar', answer: counted(context, 'similar', asked(context, similarItems))},
  ]
}

/** Only who may ask gets a place, and only an active tenant an answer. */
function asked<Value>(context: Context, answer: (asked: Asked) => Promise<Value>) {
  return async (call: Call): Promise<Value> => {
    const caller = await context.authenticate(call)
    return context.withSlot(async () => answer({call, caller, served: await servedTenant(context, caller.tenant)}))
  }
}

interface Ranked {
  reply: Reply
  returned: number
}

function counted({metrics}: Context, endpoint: Endpoint, rank: (call: Call) => Promise<Ranked>) {
  return async (call: Call): Promise<Reply> => {
    const began = performance.now()
    const count = (outcome: Outcome, returned: number) =>
      metrics.ranked(endpoint, outcome, returned, (performance.now() - began) / 1_000)
    try {
      const {reply, returned} = await rank(call)
      count('ok', returned)
      return reply
    } catch (error) {
      count(error instanceof Problem && error.status < 500 ? 'refused' : 'error', 0)
      throw error
    }
  }
}

function rankingReply({settings}: Context, {items, warnings}: Ranking, before: readonly Warning[], meta: Meta): Reply {
  const {lacks} = settings.standIn.faults
  const counts = items.length === 0 ? {} : {counts: {returned: items.length}}
  return jsonReply({items, ...unlessEmpty([...before, ...warnings]), meta: told({...meta, ...counts}, lacks)})
}

function told(meta: object, lacks: readonly string[]): object {
  return Object.fromEntries(Object.entries(meta).filter(([field]) => !lacks.includes(field)))
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
