/* A static page must not lie with age: the HTML holds moments, this adds how long ago they were, and takes back what has run out. */
const minute = 60_000

function age(since: number): string {
  const minutes = Math.round((Date.now() - since) / minute)
  if (minutes < 60) return `${Math.max(0, minutes)}\u00a0min`
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)}\u00a0h` : `${Math.round(minutes / 60 / 24)}\u00a0days`
}

function writeAges(): void {
  for (const place of document.querySelectorAll('.pm-age')) {
    const moment = place.previousElementSibling
    if (moment instanceof HTMLTimeElement) place.textContent = `\u00a0(${age(Date.parse(moment.dateTime))}\u00a0ago)`
  }
}

function takeBack(): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-until][data-past]')) {
    const {until = '', past = ''} = place.dataset
    if (Date.parse(until) > Date.now()) continue
    place.textContent = past
    place.removeAttribute('data-until')
    const answer = place.closest('.pm-answer.met')
    answer?.classList.replace('met', 'unjudged')
    place
      .closest('.pm-answer h2, .pm-short li, .pm-print-cover h2')
      ?.querySelector('use')
      ?.setAttribute('href', '#pm-blocked')
    place.closest('.pm-short li')?.querySelector('.met')?.classList.replace('met', 'unjudged')
  }
}

function update(): void {
  writeAges()
  takeBack()
  // No tick stays green over results that count no longer; new results bring the moment back.
  const past = document.querySelector('.pm-fresh:not([data-until])') !== null
  document.documentElement.classList.toggle('pm-past', past)
}

update()
addEventListener('pm-filled', update)
setInterval(update, minute)
