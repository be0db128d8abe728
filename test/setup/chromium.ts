import {existsSync} from 'node:fs'
import path from 'node:path'
import {fileURLToPath} from 'node:url'
import packaged, {inflate} from '@sparticuz/chromium'
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

/** Starts the browser that the npm package carries (Linux on x64), or the one at CHROME_PATH, or that of the system. */
export async function launchChromium(more: readonly string[] = []): Promise<Browser> {
  const args = [...flags, ...more]
  const given = process.env.CHROME_PATH
  if (given) return chromium.launch({executablePath: given, args})
  if (process.platform === 'linux' && process.arch === 'x64') return launchPackaged(args)
  if (existsSync('/usr/bin/chromium')) return chromium.launch({executablePath: '/usr/bin/chromium', args})
  throw new Error('Unexpected machine without a browser, expected CHROME_PATH to name a Chromium')
}

/** The package holds the libraries that a slim system lacks (nss, nspr), beside the browser itself. */
async function launchPackaged(args: string[]): Promise<Browser> {
  const module = fileURLToPath(import.meta.resolve('@sparticuz/chromium'))
  const folder = path.join(module.slice(0, module.lastIndexOf(`chromium${path.sep}`)), 'chromium', 'bin')
  const [executablePath, libraries] = await Promise.all([
    packaged.executablePath(),
    inflate(path.join(folder, 'al2023.tar.br')),
  ])
  const env = {...process.env, LD_LIBRARY_PATH: path.join(libraries, 'lib')}
  return chromium.launch({executablePath, args, env: definedIn(env)})
}

const definedIn = (env: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
