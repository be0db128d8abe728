// The types of what other programs import, and of what those lean on.
import {execFile} from 'node:child_process'
import {glob, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {promisify} from 'node:util'
import ts from 'typescript'

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
    const imports = ts.preProcessFile(text).importedFiles.filter(({fileName}) => /^\..*\.ts$/.test(fileName))
    for (const {fileName} of imports) {
      const next = path.join(path.dirname(file), fileName.replace(/\.ts$/, '.d.ts'))
      if (!known.has(next)) waiting.push(next)
      known.add(next)
    }
    await mkdir(path.dirname(path.join(out, file)), {recursive: true})
    await writeFile(path.join(out, file), withScripts(text, imports))
  }
}

/** TypeScript leaves the names of sources in declarations, and the sources stay here. */
const withScripts = (text, imports) =>
  imports.reduceRight((before, {pos, fileName}) => {
    const at = before.indexOf(fileName, pos)
    return `${before.slice(0, at)}${fileName.replace(/\.ts$/, '.js')}${before.slice(at + fileName.length)}`
  }, text)
