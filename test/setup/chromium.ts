import {existsSync} from 'node:fs'
import packaged from '@sparticuz/chromium'
import {type Browser, chromium} from 'playwright-core'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-sync',
  '--no-first-run',
]

/**
 * Starts the browser that the npm package carries (Linux on x64; it needs libnss3 and libnspr4),
 * or the one at CHROME_PATH, or that of the system.
 */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({executablePath: await executable(), args: flags})
}

async function executable(): Promise<string> {
  const given = process.env.CHROME_PATH
  if (given) return given
  if (process.platform === 'linux' && process.arch === 'x64') return packaged.executablePath()
  if (existsSync('/usr/bin/chromium')) return '/usr/bin/chromium'
  throw new Error('Unexpected machine without a browser, expected CHROME_PATH to name a Chromium')
}
