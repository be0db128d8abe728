import type {AstroInlineConfig} from 'astro'

type Plugin = Extract<NonNullable<NonNullable<AstroInlineConfig['vite']>['plugins']>[number], {name: string}>

/** Gives pages and components what they are drawn from: plain data, a layout and styles. */
export function modules(sources: Readonly<Record<string, string>>): Plugin {
  const known = new Map(Object.entries(sources).map(([name, source]) => [`\0virtual:proofmark/${name}`, source]))
  return {
    name: 'proofmark-host',
    resolveId: (id) => (known.has(`\0${id}`) ? `\0${id}` : null),
    load: (id) => known.get(id) ?? null,
  }
}

/** A module with data that JavaScript reads as it is. */
export const dataModule = (data: Readonly<Record<string, unknown>>): string =>
  `export const {${Object.keys(data).join(', ')}} = JSON.parse(${JSON.stringify(JSON.stringify(data))})`

/** A module that hands on what a file has by default. */
export const sameAs = (file: string): string => `export {default} from ${JSON.stringify(file)}`

export const onlyImport = (file: string): string => `import ${JSON.stringify(file)}`
