import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'
import {readDocs, renderPage} from '../../src/markdown/index.ts'
import {drawer} from '../../src/publish/diagrams.ts'
import {ownTool} from '../../src/publish/tool.ts'
import {project} from '../markdown/read.ts'

const diagrams = drawer(ownTool())
const render = async (root: string, file: string): Promise<string> => {
  const {documents} = await readDocs({root, docs: 'docs', checklists: []})
  return (await renderPage({root, file, documents, checklist: null, base: '', diagrams})).html
}
const handbook = fileURLToPath(new URL('../fixtures/mkdocs/', import.meta.url))

test('diagrams are drawn with a role, a name and marks of their own', async () => {
  const html = await render(handbook, 'docs/boats/landing.md')
  expect(html.match(/<svg [^>]*role="img"[^>]*>/g)).toHaveLength(2)
  expect(html).toContain('aria-label="Flowchart 1"')
  expect(html).toContain('aria-label="Sequence diagram 2"')
  const ids = [...html.matchAll(/<marker id="([^"]*)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const used = [...html.matchAll(/url\(#([^)]*)\)/g)].map(([, id]) => id)
  expect(used.length).toBeGreaterThan(3)
  for (const id of used) expect(ids).toContain(id)
  expect(html).toContain('Wait for the tide</text>')
  expect(html).not.toMatch(/@import|https?:|<style|style=/)
  expect(html).toContain('<summary>Source of the diagram</summary>')
})

test('what cannot be drawn shows its source', async () => {
  const html = await render(handbook, 'docs/boats/signals.md')
  expect(html).toContain('aria-label="State diagram 1"')
  expect(html).toContain('<code class="language-mermaid">mindmap')
  const drawings = await render(handbook, 'docs/reference/drawings.md')
  expect(drawings.match(/<figure/g)).toHaveLength(2)
})

test('a diagram brings no script, style or address', async () => {
  const source = [
    'graph TD',
    '  A["<script>alert(1)</script>"] --> B["<img src=x onerror=alert(1)>"]',
    '  click A "javascript:alert(1)"',
    '  style A fill:red,stroke:url(https://evil.example/x)',
    '  style B fill:url(javascript:1),stroke:#f00',
  ].join('\n')
  const root = await project({'docs/a.md': `\`\`\`mermaid\n${source}\n\`\`\`\n`})
  const [drawing = ''] =
    /<svg .*?<\/svg>/s.exec((await render(root, 'docs/a.md')).replace(/^.*<figure/s, '<figure')) ?? []
  expect(drawing).toContain('<text')
  expect(drawing).not.toMatch(/<script|<img|<style|onerror=alert\(1\)"|="[^"]*javascript|evil\.example/)
})
