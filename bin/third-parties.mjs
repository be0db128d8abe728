// What is inside the bundle and is not ours: names, versions and licenses.
import {readdir, readFile} from 'node:fs/promises'
import path from 'node:path'

/** A text with the license of each package that one of these files belongs to. */
export async function thirdParties(root, files) {
  const folders = new Set(files.flatMap((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []))
  const parts = await Promise.all([...folders].map((folder) => licenseOf(path.join(root, folder))))
  return `Packages inside the bundle, each with its license.\n\n${[...new Set(parts)].toSorted().join('\n')}`
}

async function licenseOf(folder) {
  const {name, version, license} = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'))
  const file = (await readdir(folder)).find((each) => /^licen[cs]e/i.test(each))
  const text = file === undefined ? 'The package holds no text of it.' : await readFile(path.join(folder, file), 'utf8')
  return `== ${name} ${version} (${license}) ==\n\n${text.trim().replaceAll('\r\n', '\n')}\n`
}
