import {readdir} from 'node:fs/promises'
import {join} from 'node:path'
import * as z from 'zod'
import type {Checklist, Position, Project} from '../model/index.ts'
import {meant} from '../model/nearest.ts'
import {parseYaml, type YamlEntry, type YamlFile, type YamlNode} from '../model/yaml.ts'
import {readYamlFile} from '../model/yaml-file.ts'
import {placeOfPath, readYaml} from '../model/yaml-read.ts'
import type {Report} from './report.ts'

/** A bindings file: a pack, or the one beside a checklist. Packs come first, later layers override earlier ones. */
export interface Layer {
  pack: string | null
  /** The checklist that it speaks of; a pack speaks of all. */
  checklist: Checklist | null
  yaml: YamlFile
  settings: YamlEntry[]
  facts: YamlEntry[]
  items: YamlEntry[]
  rules: YamlNode[]
}

const File = z.strictObject({
  settings: z.record(z.string(), z.unknown()).optional().describe('How the service reads its variables'),
  facts: z.record(z.string(), z.unknown()).optional().describe('What conditions and choices read'),
  items: z.record(z.string(), z.unknown()).optional().describe('Bindings by item'),
  match: z.array(z.unknown()).optional().describe('Bindings by what an item names'),
})

function layerOf(yaml: YamlFile, pack: string | null, checklist: Checklist | null, report: Report): Layer {
  const reading = readYaml(File, yaml.root)
  if ('problems' in reading) report.add(reading.problems)
  const part = (name: string): YamlEntry[] => {
    const node = yaml.root.kind === 'map' ? yaml.root.entries.get(name)?.value : undefined
    return node?.kind === 'map' ? [...node.entries.values()] : []
  }
  const match = yaml.root.kind === 'map' ? yaml.root.entries.get('match')?.value : undefined
  const rules = match?.kind === 'list' ? match.items : []
  return {pack, checklist, yaml, settings: part('settings'), facts: part('facts'), items: part('items'), rules}
}

/** The place of something in `proofmark.yaml`; null where it does not stand there. */
export async function placeInProject(
  {root, file}: Project,
  path: readonly (string | number)[],
): Promise<Position | null> {
  const {yaml} = file === null ? {yaml: null} : await readYamlFile(root, file)
  return yaml === null ? null : placeOfPath(yaml.root, path)
}

const isPath = (pack: string): boolean => /[/\\.]/.test(pack)

async function packLayer(project: Project, index: number, packsFolder: string, report: Report): Promise<Layer | null> {
  const pack = project.packs[index] ?? ''
  const file = isPath(pack) ? pack : `packs/${pack}.yaml`
  const {yaml, problems} = await readYamlFile(
    project.root,
    file,
    isPath(pack) ? undefined : join(packsFolder, `${pack}.yaml`),
  )
  report.add(problems)
  if (yaml !== null) return layerOf(yaml, pack, null, report)
  if (problems.length > 0) return null
  const shipped = (await readdir(packsFolder).catch(() => []))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -5))
  const why = isPath(pack) ? 'expected a bindings file there' : meant(pack, shipped.sort())
  const at = await placeInProject(project, ['packs', index])
  report.say('unknown-pack', `Unexpected pack \`${pack}\`${at === null ? ' for `--pack`' : ''}, ${why}`, at)
  return null
}

/** A pack that stands in no file. */
export function layerOfText(name: string, source: string, report: Report): Layer[] {
  const {yaml, problems} = parseYaml({file: name, source})
  report.add(problems)
  return yaml === null ? [] : [layerOf(yaml, name, null, report)]
}

/** Reads the packs of a project and the bindings file beside each checklist, in the order in which they apply. */
export async function readLayers(
  project: Project,
  checklists: readonly Checklist[],
  packsFolder: string,
  report: Report,
): Promise<Layer[]> {
  const packs = await Promise.all(project.packs.map((_pack, index) => packLayer(project, index, packsFolder, report)))
  const files = await Promise.all(
    checklists.map(async (checklist) => {
      const file = `${checklist.file.replace(/\.(md|markdown)$/i, '')}.bindings.yaml`
      const {yaml, problems} = await readYamlFile(project.root, file)
      report.add(problems)
      return yaml === null ? null : layerOf(yaml, null, checklist, report)
    }),
  )
  return [...packs, ...files].filter((layer) => layer !== null)
}
