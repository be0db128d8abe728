import {readFile, stat} from 'node:fs/promises'
import {resolve} from 'node:path'
import {fileCode, fileWords} from './file-words.ts'
import {type Problem, problem} from './problem.ts'
import {parseYaml, type YamlFile} from './yaml.ts'

const mostBytes = 4_000_000

/** Reads a YAML file, named `file` in messages, from the root of the project, or from `path`; null without a problem when it does not exist. */
export async function readYamlFile(
  root: string,
  file: string,
  path: string = resolve(root, file),
): Promise<{yaml: YamlFile | null; problems: Problem[]}> {
  const start = {file, line: 1, column: 1}
  try {
    const {size} = await stat(path)
    if (size > mostBytes) {
      return {
        yaml: null,
        problems: [problem('too-large', `Unexpected ${size} bytes, expected at most ${mostBytes}`, start)],
      }
    }
    const source = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(await readFile(path))
    return parseYaml({file, source})
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(fileCode(error))) return {yaml: null, problems: []}
    const message = `Unexpected \`${file}\`, expected a YAML file that can be read: ${fileWords(error)}`
    return {yaml: null, problems: [problem('unreadable-file', message, null)]}
  }
}
