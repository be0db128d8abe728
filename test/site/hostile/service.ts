import type {RequestListener} from 'node:http'
import {inLine} from './project.ts'

const pick = (index: number): string => inLine[index % inLine.length] ?? ''

/** What a header or a status line may hold at all. */
const headerText = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, '').slice(0, 4000)

/** A service that answers everything with what would harm who shows it. */
export const answer: RequestListener = ({url = ''}, response) => {
  const [, number = '3'] = /^\/evil\/(\d+)$/.exec(url) ?? []
  const index = Number(number)
  const [words, more] = [pick(index * 11), pick(index * 13 + 5)]
  response.statusCode = index % 5 === 0 ? 302 : index % 3 === 0 ? 500 : 200
  response.statusMessage = headerText(words)
  if (index % 5 === 0) response.setHeader('location', headerText(`javascript:pwn()//${more}`))
  response.setHeader('x-evil', headerText(more))
  response.setHeader('refresh', '0;url=https://canary.example/')
  response.setHeader('set-cookie', headerText(words))
  response.setHeader('content-type', index % 2 === 0 ? 'application/json' : 'text/html')
  if (url === '/release') response.statusCode = 200
  if (url === '/release') response.removeHeader('location')
  response.end(
    url === '/release'
      ? JSON.stringify({version: `1.0 ${pick(23)}`})
      : index % 2 === 0
        ? JSON.stringify({words, [more]: [words, more]})
        : `<!doctype html>${words}${more}`,
  )
}
