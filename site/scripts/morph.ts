/** Makes one node like another, and leaves alone what is alike: what is open stays open, what has the focus keeps it. */
export function morph(old: Node, fresh: Node): void {
  if (old.isEqualNode(fresh)) return
  if (old instanceof Element && fresh instanceof Element) morphElement(old, fresh)
  else old.nodeValue = fresh.nodeValue
}

function morphElement(old: Element, fresh: Element): void {
  // A script of the page draws in there.
  if (old.hasAttribute('data-own')) return
  const changed = old.nodeName === 'DD' && old.innerHTML !== fresh.innerHTML
  for (const name of old.getAttributeNames()) if (name !== 'open') old.removeAttribute(name)
  for (const {name, value} of fresh.attributes) old.setAttribute(name, value)
  const rest = [...old.childNodes]
  for (const node of [...fresh.childNodes]) {
    const gone = rest.splice(0, rest.findIndex((each) => nameOf(each) === nameOf(node)) + 1)
    const like = gone.pop()
    for (const each of gone) each.remove()
    if (like) morph(like, node)
    else old.insertBefore(node, rest[0] ?? null)
  }
  for (const each of rest) each.remove()
  if (changed) old.className = 'pm-changed'
}

// A text has no id.
const nameOf = (node: Node & {id?: string}): string => node.nodeName + node.id
