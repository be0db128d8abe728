/** A page that stands for all of its kind; what is not in `broken` says where it is. */
export interface Kind {
  kind: string
  where: string
  site?: 'broken' | 'mended' | 'demo' | 'long'
  /** What must be there: an empty state stands for no kind. */
  holds?: string
  /** Asks for something of a script, and so is not opened without one. */
  search?: string
}

export const kinds: readonly Kind[] = [
  {kind: 'overview', where: ''},
  {kind: 'checklist', where: 'readiness/'},
  {kind: 'checklist, filtered', where: 'readiness/?show=failing'},
  {kind: 'checklist, at an item', where: 'readiness/#access--rotate'},
  {kind: 'item that fails', where: 'items/readiness/access/dev-auth/'},
  {kind: 'item that passes', where: 'items/readiness/access/dev-auth/', site: 'mended'},
  {kind: 'blocked item', where: 'items/readiness/operations/readyz/'},
  {kind: 'attested item', where: 'items/readiness/access/rotate/'},
  {kind: 'waived item', where: 'items/readiness/access/vault/'},
  {kind: 'document', where: 'guide/configuration/'},
  {kind: 'document with all that MkDocs has', where: 'guide/constructs/'},
  {kind: 'hostile document', where: 'guide/hostile/'},
  {kind: 'document that items lean on', where: 'recsys/reference/database/migrations/', site: 'demo'},
  {kind: 'record', where: 'records/rotate/'},
  {kind: 'runs', where: 'readiness/runs/', site: 'mended'},
  {kind: 'run', where: 'readiness/runs/production/2026-11-24T15-30-00Z-aa11bb/', site: 'mended'},
  {kind: 'shell of a run', where: 'readiness/runs/run/', site: 'mended'},
  {kind: 'two runs compared', where: 'readiness/diff/', site: 'mended'},
  {kind: 'records and expiries', where: 'readiness/records/'},
  {kind: 'problems', where: 'readiness/problems/', site: 'demo', holds: '.pm-problems pre'},
  {kind: 'checks', where: 'readiness/checks/', site: 'demo', holds: '.pm-check table'},
  {kind: 'audit page', where: 'readiness/audit/readiness/'},
  {kind: 'long checklist', where: 'launch/', site: 'long'},
  {kind: 'long checklist, filtered', where: 'launch/?show=failing', site: 'long'},
  {kind: 'page of a long checklist', where: 'launch/page-2/', site: 'long'},
  {kind: 'audit of a page of a long checklist', where: 'readiness/audit/launch/page-6/', site: 'long'},
  {kind: 'audit of a long checklist', where: 'readiness/audit/launch/', site: 'long'},
  {kind: '404', where: '404.html'},
  {kind: 'search', where: '', search: 'checklist'},
]
