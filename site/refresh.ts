import {defineMiddleware} from 'astro:middleware'
import {refresh} from './data.ts'

/** Under Astro's development server each page is drawn from the newest snapshot. */
export const onRequest = defineMiddleware(async (_, next) => {
  await refresh()
  return next()
})
