import type {Element, Root} from 'hast'
import {raw} from 'hast-util-raw'
import {type Schema, sanitize} from 'hast-util-sanitize'
import {h} from 'hastscript'
import {visit} from 'unist-util-visit'
import {limits} from '../limits.ts'
import {eachElement} from './each-element.ts'
import {textOf} from './text-of.ts'

/** Draws a diagram as an SVG; null for one that it cannot draw. */
export type Draw = (source: string) => string | null

/** Puts a drawing in the place of each Mermaid block; one that cannot be drawn shows its source. */
export async function drawDiagrams(root: Root, drawer: (() => Promise<Draw>) | undefined): Promise<void> {
  const blocks: {source: string; put: (figure: Element) => void}[] = []
  eachElement(root, ({tagName, children: [code]}, index, parent) => {
    if (tagName !== 'pre') return
    const classes = code?.type === 'element' ? code.properties.className : undefined
    if (code === undefined || !Array.isArray(classes) || !classes.includes('language-mermaid')) return
    blocks.push({source: textOf(code).trim(), put: (figure) => parent.children.splice(index, 1, figure)})
  })
  if (blocks.length === 0 || drawer === undefined) return
  const draw = await drawer()
  for (const [index, {source, put}] of blocks.entries()) {
    const svg = source.length > limits.diagram ? null : draw(source)
    const drawing =
      svg === null ? null : safeDrawing(svg, {name: nameOf(source, index), prefix: `diagram-${index + 1}-`})
    if (drawing !== null) put(figureOf(drawing, source))
  }
}

/** The source stays on the page, for those who cannot see the drawing, and for search. */
const figureOf = (drawing: Element, source: string): Element =>
  h('figure', {class: 'pm-diagram'}, [
    h('div', {class: 'pm-diagram-view', role: 'region', ariaLabel: drawing.properties.ariaLabel, tabIndex: 0}, drawing),
    h('details', h('summary', 'Source of the diagram'), h('pre', {dir: 'ltr', tabIndex: 0}, h('code', source))),
  ])

const kinds: readonly (readonly [RegExp, string])[] = [
  [/^(?:graph|flowchart)\b/, 'Flowchart'],
  [/^stateDiagram/, 'State diagram'],
  [/^sequenceDiagram/, 'Sequence diagram'],
  [/^classDiagram/, 'Class diagram'],
  [/^erDiagram/, 'Entity relationship diagram'],
]

function nameOf(source: string, index: number): string {
  const [, kind = 'Diagram'] = kinds.find(([says]) => says.test(source)) ?? []
  return `${kind} ${index + 1}`
}

const colour = /^(?:var\(--[\w-]+\)|#[\da-f]{3,8}|[a-z]{3,30}|url\(#[\w-]+\))$/i
const number = /^[-\d.,eE% ]{1,200}$/
const numbers = [
  'x',
  'y',
  'x1',
  'x2',
  'y1',
  'y2',
  'cx',
  'cy',
  'r',
  'rx',
  'ry',
  'dx',
  'dy',
  'width',
  'height',
  'viewBox',
]
const sizes = [
  'strokeWidth',
  'strokeDashArray',
  'fontSize',
  'fontWeight',
  'opacity',
  'refX',
  'refY',
  'markerWidth',
  'markerHeight',
]
const words = ['orient', 'textAnchor', 'fontStyle', 'strokeLineJoin', 'strokeLineCap', 'dominantBaseline']
const shapes = [
  'svg',
  'g',
  'defs',
  'marker',
  'path',
  'polygon',
  'polyline',
  'line',
  'rect',
  'circle',
  'ellipse',
  'text',
  'tspan',
  'title',
]

/** A drawing holds shapes and words: no style, script, link or picture from elsewhere. */
const schema: Schema = {
  tagNames: shapes,
  strip: ['style', 'script'],
  clobber: [],
  attributes: {
    '*': [
      ...[...numbers, ...sizes].map((name): [string, RegExp] => [name, number]),
      ...['fill', 'stroke', 'markerEnd', 'markerStart', 'markerMid'].map((name): [string, RegExp] => [name, colour]),
      ...words.map((name): [string, RegExp] => [name, /^[a-z-]{1,30}$/i]),
      ['transform', /^[a-z]+\([-\d., ]+\)$/i],
      ['id', /^[\w-]+$/],
      ['d', /^[-\d., a-z]*$/i],
      ['points', /^[-\d., e]*$/i],
    ],
  },
}

function safeDrawing(svg: string, {name, prefix}: {name: string; prefix: string}): Element | null {
  const tree: Root = {type: 'root', children: [{type: 'raw', value: svg}]}
  const safe = sanitize(raw(tree), schema)
  let drawing: Element | null = null
  visit(safe, 'element', (node) => {
    if (node.tagName === 'svg') drawing ??= node
    const {properties} = node
    // Several drawings share a page, and its ids.
    if (typeof properties.id === 'string') properties.id = prefix + properties.id
    for (const key of ['markerEnd', 'markerStart', 'markerMid', 'fill', 'stroke']) {
      const value = properties[key]
      if (typeof value === 'string') properties[key] = value.replace(/^url\(#/, `url(#${prefix}`)
    }
  })
  return drawing === null ? null : labelled(drawing, name)
}

const labelled = (drawing: Element, name: string): Element => ({
  ...drawing,
  properties: {...drawing.properties, role: 'img', ariaLabel: name},
})
