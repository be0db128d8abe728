// Bundles the commands into dist/, since Node strips no types below node_modules. Packages stay outside of the bundle.
import {rm} from 'node:fs/promises'
import {fileURLToPath} from 'node:url'
import {build} from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
await rm(`${root}dist`, {recursive: true, force: true})
await build({
  absWorkingDir: root,
  entryPoints: {cli: 'src/cli/main.ts'},
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22.18',
  packages: 'external',
  sourcemap: false,
  legalComments: 'none',
  logLevel: 'warning',
})
