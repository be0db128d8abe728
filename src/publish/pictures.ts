const picture = /<img\b(?:"[^"]*"|[^">])*>/g
const attribute = (tag: string, name: string): string => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? ''

/** Gives pictures that stand on another host by their words: a page of ours asks nobody else for anything. */
export const withoutForeignPictures = (html: string): string =>
  html.replace(picture, (tag) => {
    const [, host] = /^(?:https?:)?\/\/([^/?#]+)/i.exec(attribute(tag, 'src')) ?? []
    if (host === undefined) return tag
    const words = attribute(tag, 'alt').replaceAll('<', '&lt;')
    return `<span class="pm-missing">${words === '' ? 'A picture' : words} (a picture on ${host.replaceAll('<', '&lt;')})</span>`
  })
