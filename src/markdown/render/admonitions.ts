import type {Root} from 'mdast'
import {visit} from 'unist-util-visit'
import {capital, isCallOut} from './alerts.ts'

/** Gives each admonition of MkDocs that stands open the first line that a call-out of GitHub has: `[!note] Title`. */
export function headAdmonitions(root: Root): void {
  visit(root, 'blockquote', ({data, children: [head]}) => {
    if (data?.admonition === undefined || head?.type !== 'paragraph') return
    const {form, kind, title} = data.admonition
    if (form !== 'box') return
    // A name that nobody knows is a note with that name for a title.
    const value = isCallOut(kind) ? `[!${kind}] ${title}` : `[!note] ${title || capital(kind)}`
    head.children = [{type: 'text', value}]
  })
}
