import type {Heading, Root} from 'mdast'
import {normaliseSentence, withoutOrdinal} from '../model/sentence.ts'
import {each} from './each.ts'
import {kindOf, readSource} from './files.ts'
import {htmlLinks, linkAt} from './links/found.ts'
import {type Page, readPage} from './page.ts'
import {plain} from './plain.ts'
import {sha256, sourceOf} from './source.ts'

/**
 * What a reader takes in of a document, hashed: its words, its code and where its links lead, without front matter.
 * Boxes, emphasis, line breaks, comments and the numbers of headings count for nothing.
 */
export function sightOf(source: string): string {
  const {page} = readPage(sourceOf('page.md', source))
  return sha256(page === null ? source : normaliseSentence(plain(withTargets(page))))
}

/** What a document of the project says today; null when it is not there or cannot be read. */
export async function sightAt(root: string, path: string): Promise<string | null> {
  if ((await kindOf(root, path)) !== 'file') return null
  const read = await readSource(root, path)
  return 'source' in read ? sightOf(read.source.text) : null
}

/** The tree of a page, its links followed by their addresses; the page is of no other use afterwards. */
function withTargets(page: Page): Root {
  each(page.tree, (node) => {
    if (node.type === 'listItem') delete node.data
    else if (node.type === 'heading') withoutNumber(node)
    else if (node.type === 'html') node.value = [node.value, ...htmlLinks(node.value, 0).map(({url}) => url)].join(' ')
    else if (node.type === 'image') node.alt = `${node.alt ?? ''} ${node.url}`
    else if (node.type === 'imageReference')
      node.alt = `${node.alt ?? ''} ${page.definitions.get(node.identifier)?.url ?? ''}`
    else if (node.type === 'link' || node.type === 'linkReference') {
      const url = linkAt(node, page, 0)?.url
      if (url !== undefined) node.children.push({type: 'text', value: ` ${url}`})
    }
  })
  return page.tree
}

function withoutNumber({children: [first]}: Heading): void {
  if (first?.type === 'text') first.value = withoutOrdinal(first.value)
}
