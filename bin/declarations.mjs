// The types of what other programs import, and of what those lean on.
import {execFile} from 'node:child_process'
import {glob, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {promisify} from 'node:util'

const relative = /(from |import\()(['"])(\.[^'"]*)\.ts\2/g

/** Writes the declarations that the files of `src/public` reach, and no others. */
export async function writeTypes(root, out) {
  const all = await mkdtemp(path.join(tmpdir(), 'proofmark-types-'))
  try {
    const tsc = path.join(root, 'node_modules/typescript/bin/tsc')
    await promisify(execFile)(process.execPath, [tsc, '-p', 'bin/tsconfig.types.json', '--outDir', all], {cwd: root})
    await copy(all, out)
  } catch (error) {
    throw new Error(error.stdout || error.message)
  } finally {
    await rm(all, {recursive: true, force: true})
  }
}

async function copy(all, out) {
  const waiting = await Array.fromAsync(glob('public/*.d.ts', {cwd: all}))
  const known = new Set(waiting)
  for (const file of waiting) {
    const text = await readFile(path.join(all, file), 'utf8')
    for (const [, , , target] of text.matchAll(relative)) {
      const next = `${path.join(path.dirname(file), target)}.d.ts`
      if (!known.has(next)) waiting.push(next)
      known.add(next)
    }
    await mkdir(path.dirname(path.join(out, file)), {recursive: true})
    // TypeScript leaves the names of sources in declarations, and the sources stay here.
    await writeFile(path.join(out, file), text.replaceAll(relative, '$1$2$3.js$2'))
  }
}
