// Makes dist/: Node strips no types below node_modules, and what is inside the bundle is the version that was tested.
import {glob, rm, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {fileURLToPath} from 'node:url'
import {build} from 'esbuild'
import {writeTypes} from './declarations.mjs'
import {writeShell} from './shell.mjs'
import {thirdParties} from './third-parties.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = path.join(root, 'dist')
await rm(dist, {recursive: true, force: true})

const doors = await Array.fromAsync(glob('src/public/*.ts', {cwd: root}))
const {metafile} = await build({
  absWorkingDir: root,
  entryPoints: {
    cli: 'src/cli/main.ts',
    'astro-process': 'src/publish/astro-process.ts',
    ...Object.fromEntries(doors.toSorted().map((file) => [path.basename(file, '.ts'), file])),
  },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22.18',
  // Some packages in the bundle are CommonJS, and ask for modules of Node.
  banner: {
    js: "import {createRequire as requireFrom} from 'node:module'\nconst require = requireFrom(import.meta.url)",
  },
  metafile: true,
  legalComments: 'none',
  logLevel: 'warning',
})
const shell = await writeShell(root, path.join(dist, 'site'))
const sources = [...Object.keys(metafile.inputs), ...shell]
await writeFile(path.join(dist, 'THIRD-PARTY.txt'), await thirdParties(root, sources))
await writeTypes(root, path.join(dist, 'types'))
