import type {Layer} from '../../bindings/index.ts'
import type {Named, Names} from '../../model/index.ts'
import type {YamlEntry, YamlNode} from '../../model/yaml.ts'

/** What a bindings file says of one item, as written. */
export interface Written {
  layer: Layer
  entry: YamlEntry
  /** The sentences that it was written for, in words or as `own:…`; empty when it names none. */
  texts: string[]
}

/** Every entry under `items` of a bindings file. */
export const writtenIn = (layer: Layer): Written[] =>
  layer.items.map((entry) => ({layer, entry, texts: textsIn(textOf(entry.value)?.value)}))

/** The key `text` of an entry, with its value. */
export const textOf = (entry: YamlNode): YamlEntry | undefined =>
  entry.kind === 'map' ? entry.entries.get('text') : undefined

function textsIn(node: YamlNode | undefined): string[] {
  if (node === undefined || node.kind === 'map') return []
  return node.kind === 'scalar' ? [node.source] : node.items.flatMap(textsIn)
}

/** The item that an entry names, where it names exactly one. */
export function itemOf({layer, entry}: Written, names: Names): Named | null {
  const found = names.find(entry.key, layer.checklist)
  return 'item' in found ? found.item : null
}
