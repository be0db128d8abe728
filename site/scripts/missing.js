/* The page for missing pages says what it is asked for alone: a run that was, an item that was, or anything. In the head, so that nothing moves. */
{
  const {base, kinds} = document.currentScript.dataset
  const decoded = (text) => {
    try {
      return decodeURIComponent(text)
    } catch {
      return text
    }
  }
  const [room, first, second, third] = location.pathname.slice(base.length).split('/').map(decoded)
  const isRun = room === 'readiness' && first === 'runs' && second && third
  const was = isRun ? 'run' : room === 'items' && first && second ? 'item' : 'page'
  const kind = location.pathname.startsWith(base) && kinds.split(' ').includes(was) ? was : 'page'
  const its = `[data-of="${CSS.escape(first)}"]`
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`
    .pm-gone:not(.${kind}), .pm-gone:has(${its}) li:not(${its}) { display: none }
    .pm-gone.${kind}[hidden] { display: inline }
  `)
  document.adoptedStyleSheets.push(sheet)
  const words = (name) => document.querySelector(`h1 .${name}`).textContent
  addEventListener('DOMContentLoaded', () => {
    document.title = document.title.replace(words('page'), () => words(kind))
  })
}
