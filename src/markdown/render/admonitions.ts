import type {Root} from 'mdast'
import {each} from '../each.ts'
import {capital, isCallOut} from './alerts.ts'

/** Gives each admonition of MkDocs that stands open the first line that a call-out of GitHub has: `[!note] Title`. */
export function headAdmonitions(root: Root): void {
  each(root, (node) => {
    if (node.type !== 'blockquote' || node.data?.admonition === undefined) return
    const [head] = node.children
    const {form, kind, title} = node.data.admonition
    if (form !== 'box' || head?.type !== 'paragraph') return
    // A name that nobody knows is a note with that name for a title.
    const value = isCallOut(kind) ? `[!${kind}] ${title}` : `[!note] ${title || capital(kind)}`
    head.children = [{type: 'text', value}]
  })
}
