import type {Draw} from '../markdown/index.ts'
import {packagesOf, type SiteTool} from './tool.ts'

/** What draws diagrams; it is loaded, once, when the first one is met. */
export function drawer(tool: SiteTool): () => Promise<Draw> {
  let draw: Promise<Draw> | undefined
  return () => {
    draw ??= packagesOf(tool)
      .then(({mermaid}) => mermaid())
      .then(
        ({renderMermaidSVG}) =>
          (source) =>
            drawn(renderMermaidSVG, source),
      )
    return draw
  }
}

function drawn(render: (source: string, options: {padding: number}) => string, source: string): string | null {
  try {
    return render(source, {padding: 8})
  } catch {
    return null
  }
}
