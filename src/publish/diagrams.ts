import type {Draw} from '../markdown/index.ts'
import {packagesOf, type SiteTool} from './tool.ts'

type Mermaid = Pick<typeof import('beautiful-mermaid'), 'renderMermaidSVG'>

/** What draws diagrams; it is loaded, once, when the first one is met. */
export const drawer = (tool: SiteTool): (() => Promise<Draw>) =>
  drawerFrom(async () => (await packagesOf(tool)).mermaid())

/** The same with a package that stands elsewhere. */
export function drawerFrom(load: () => Promise<Mermaid>): () => Promise<Draw> {
  let draw: Promise<Draw> | undefined
  return () => {
    draw ??= load().then(
      ({renderMermaidSVG}) =>
        (source) =>
          drawn(renderMermaidSVG, source),
    )
    return draw
  }
}

function drawn(render: Mermaid['renderMermaidSVG'], source: string): string | null {
  try {
    return render(source, {padding: 8})
  } catch {
    return null
  }
}
