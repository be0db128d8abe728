import type {Context} from '../context.ts'
import type {Route} from '../router.ts'
import {readAudit} from './audit.ts'
import {invalidateCaches} from './cache.ts'
import {readDocument, writeDocument} from './documents.ts'

/** The routes on which a tenant's documents are read and changed. */
export function adminRoutes(context: Context): Route[] {
  const base = '/v1/admin/tenants/:tenant'
  return [
    ...(['config', 'rules'] as const).flatMap((kind): Route[] => [
      {method: 'GET', path: `${base}/${kind}`, answer: (call) => readDocument(context, call, kind)},
      {method: 'PUT', path: `${base}/${kind}`, answer: (call) => writeDocument(context, call, kind)},
    ]),
    {method: 'POST', path: `${base}/cache/invalidate`, answer: (call) => invalidateCaches(context, call)},
    {method: 'GET', path: `${base}/audit`, answer: (call) => readAudit(context, call)},
  ]
}
