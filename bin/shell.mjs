// What is shipped of the site: its pages, what they read of us in one piece, and the lockfile of the packages that they take.
import {cp, glob, readFile, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {build} from 'esbuild'

const names = ['astro', '@astrojs/starlight', 'beautiful-mermaid', 'pagefind', '@resvg/resvg-wasm', 'dejavu-fonts-ttf']

/** Writes the folder that a site is built from; gives the sources that went into it. */
export async function writeShell(root, out) {
  const {metafile} = await build({
    absWorkingDir: root,
    entryPoints: {'src/model/index': 'src/model/index.ts', 'src/view/index': 'src/view/index.ts'},
    outdir: out,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22.18',
    metafile: true,
    legalComments: 'none',
    logLevel: 'warning',
  })
  const forEditors = /[\\/](?:tsconfig\.json|env\.d\.ts)$/
  await cp(path.join(root, 'site'), path.join(out, 'site'), {recursive: true, filter: (file) => !forEditors.test(file)})
  for await (const file of glob('site/**/*.{ts,astro}', {cwd: out})) {
    const source = await readFile(path.join(out, file), 'utf8')
    await writeFile(path.join(out, file), source.replaceAll(/(\/src\/(?:model|view)\/index)\.ts'/g, "$1.js'"))
  }
  await bundleScripts(root, out)
  const {manifest, lock} = await lockOf(root)
  await writeFile(path.join(out, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  await writeFile(path.join(out, 'package-lock.json'), `${JSON.stringify(lock, null, 2)}\n`)
  return Object.keys(metafile.inputs)
}

/** Scripts of pages may read single files of us, none of which is shipped: those are put into them. */
async function bundleScripts(root, out) {
  for await (const file of glob('site/scripts/*.ts', {cwd: root})) {
    const source = await readFile(path.join(root, file), 'utf8')
    if (!/^(?:import|export) (?!type).*'\.\.\/\.\.\/src\//m.test(source)) continue
    await build({
      absWorkingDir: root,
      entryPoints: [file],
      outfile: path.join(out, file),
      allowOverwrite: true,
      bundle: true,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
      legalComments: 'none',
      logLevel: 'warning',
    })
  }
}

/** The part of our own lockfile that the site takes: versions and checksums are those of the tests. */
export async function lockOf(root) {
  const read = async (name) => JSON.parse(await readFile(path.join(root, name), 'utf8'))
  const [{devDependencies, overrides}, {lockfileVersion, packages}] = await Promise.all(
    ['package.json', 'package-lock.json'].map(read),
  )
  const manifest = {
    private: true,
    dependencies: Object.fromEntries(names.map((name) => [name, devDependencies[name]])),
    overrides,
  }
  const taken = taking(packages)
  const entries = [...taken]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([at, optional]) => {
      const {dev: _, devOptional: __, peer: ___, optional: ____, ...entry} = packages[at]
      return [at, optional ? {...entry, optional} : entry]
    })
  const lock = {lockfileVersion, requires: true, packages: Object.fromEntries([['', manifest], ...entries])}
  return {manifest, lock}
}

/** Where each package is that those of the site reach, and whether only optional ones reach it. */
function taking(packages) {
  const taken = new Map()
  const visit = (from, name, optional) => {
    const at = placeOf(packages, from, name)
    if (at === null || taken.get(at) === false || (optional && taken.has(at))) return
    taken.set(at, optional)
    const {
      dependencies = {},
      optionalDependencies = {},
      peerDependencies = {},
      peerDependenciesMeta = {},
    } = packages[at]
    for (const each of Object.keys(dependencies)) if (!(each in optionalDependencies)) visit(at, each, optional)
    for (const each of Object.keys(optionalDependencies)) visit(at, each, true)
    for (const each of Object.keys(peerDependencies))
      if (!peerDependenciesMeta[each]?.optional) visit(at, each, optional)
  }
  for (const name of names) visit('', name, false)
  return taken
}

/** The place of a package as Node looks for it: in the folder of who asks, then in those around it. */
function placeOf(packages, from, name) {
  const at = `${from === '' ? '' : `${from}/`}node_modules/${name}`
  if (at in packages) return at
  if (from === '') return null
  return placeOf(packages, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name)
}
