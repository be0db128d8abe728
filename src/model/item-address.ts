/** A name as one part of an address that no browser would resolve away. */
const kept = (part: string): string => (/^\.*$/.test(part) ? `-${part}` : part)

/** A path as an address: each part encoded. */
export const addressOf = (path: string): string =>
  path
    .split('/')
    .map((part) => encodeURIComponent(kept(part).toWellFormed()))
    .join('/')

/** The route of an item's page, without slashes around it and not yet encoded. */
export const itemRoute = (checklist: string, id: string): string =>
  `items/${[checklist, ...id.split('/')].map(kept).join('/')}`

/** The address of an item's page below the base of the site. */
export const itemAddress = (base: string, checklist: string, id: string): string =>
  `${base.replace(/\/?$/, '/')}items/${addressOf(checklist)}/${addressOf(id)}/`
