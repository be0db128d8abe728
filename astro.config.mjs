import {fileURLToPath} from 'node:url'
import {defineConfig} from 'astro/config'
import {siteConfig} from './src/publish/astro.ts'

// For `astro check`, `astro sync` and `astro dev` in a checkout: shows what the last build of this project left in its work folder.
const root = fileURLToPath(new URL('.', import.meta.url))
const site = {title: 'Proofmark', url: null, base: '/', audience: /** @type {const} */ ('internal')}

export default defineConfig(await siteConfig({root, site, sidebar: [], work: `${root}.proofmark/site`}))
