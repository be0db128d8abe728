/** The words of a piece of HTML, as a reader who sees no marks would hear them. */
export const tagless = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&#x3C;', '<')
    .replaceAll('&#x26;', '&')
    .replaceAll(/[\s\u00a0]+/g, ' ')
    .replaceAll(/ ([.,:;])/g, '$1')
    .trim()
