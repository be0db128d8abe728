/* A page must not lie with age: it holds moments. This adds how long ago they were, and takes back what has run out. */
{
  const minute = 60_000
  const age = (since) => {
    const minutes = Math.round((Date.now() - since) / minute)
    if (minutes < 60) return `${Math.max(0, minutes)}\u00a0min`
    return minutes < 48 * 60 ? `${Math.round(minutes / 60)}\u00a0h` : `${Math.round(minutes / 60 / 24)}\u00a0days`
  }
  // Only where it says something else: a reader's selection outlives it.
  const say = (place, words) => {
    if (place.textContent !== words) place.textContent = words
  }
  const takeBack = (place) => {
    say(place, place.dataset.past)
    place.closest('.pm-answer.met')?.classList.replace('met', 'unjudged')
    place.closest('.pm-short li')?.querySelector('.met')?.classList.replace('met', 'unjudged')
    place
      .closest('.pm-answer h2, .pm-short li, .pm-print-cover h2')
      ?.querySelector('use')
      ?.setAttribute('href', '#pm-blocked')
  }
  const places = new Set()
  const update = () => {
    let isPast = false
    for (const place of places) {
      const {until} = place.dataset
      const moment = place.previousElementSibling
      if (until === undefined) say(place, `\u00a0(${age(Date.parse(moment.dateTime))}\u00a0ago)`)
      else if (Date.parse(until) <= Date.now()) {
        takeBack(place)
        isPast ||= place.matches('.pm-fresh')
      }
    }
    // No tick stays green over results that count no longer; new results bring the moment back.
    document.documentElement.classList.toggle('pm-past', isPast)
  }
  const isDated = '.pm-age, [data-until][data-past]'
  const all = () => {
    reading.disconnect()
    places.clear()
    for (const place of document.querySelectorAll(isDated)) places.add(place)
    update()
  }
  // While the page is being read, too: nobody sees what counts no longer, and nothing moves. Each element is looked at once.
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_ELEMENT)
  const reading = new MutationObserver(() => {
    while (walker.nextNode()) if (walker.currentNode.matches(isDated)) places.add(walker.currentNode)
    update()
  })
  reading.observe(document, {childList: true, subtree: true})
  for (const event of ['DOMContentLoaded', 'pm-filled']) addEventListener(event, all)
  // A site of others may swap pages: then nothing is read, and no script is run again.
  for (const event of ['astro:after-swap', 'astro:page-load']) document.addEventListener(event, all)
  setInterval(update, minute)
}
