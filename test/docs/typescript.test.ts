import {glob, readFile} from 'node:fs/promises'
import path from 'node:path'
import ts from 'typescript'
import {expect, test} from 'vitest'
import {type Block, pagesHere, placeOf, root} from './pages.ts'

const blocks = (await pagesHere()).flatMap((page) => page.blocks.filter(({language}) => language === 'ts'))

/** What a reader's program imports, as it stands in the sources. */
const paths = {
  proofmark: ['./src/public/index.ts'],
  'proofmark/*': ['./src/public/*.ts'],
}

/** Packages of a reader's that this repository has no use for. */
const elsewhere = ['rehype-stringify', 'remark-rehype']

/** The TypeScript of the fixtures: a block that is one of them runs in a test of its own. */
async function fixtures(): Promise<Set<string>> {
  const texts = new Set<string>()
  for await (const file of glob('test/fixtures/docs/*/**/*.ts', {cwd: root}))
    texts.add((await readFile(path.join(root, file), 'utf8')).trim())
  return texts
}

/** What the compiler says of blocks, each a file at the root of this repository. */
function saidOf(all: readonly Block[]): string[] {
  const config = ts.getParsedCommandLineOfConfigFile(
    path.join(root, 'tsconfig.json'),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({messageText}) => {
        throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'))
      },
    },
  )
  if (config === undefined) throw new Error('expected a tsconfig.json')
  const options: ts.CompilerOptions = {...config.options, paths, noUnusedLocals: false, declaration: false}
  const texts = new Map(all.map((block, index) => [path.join(root, `block-${index}.ts`), `${block.text}\nexport {}\n`]))
  texts.set(path.join(root, 'block-modules.d.ts'), elsewhere.map((name) => `declare module '${name}'\n`).join(''))
  const host = ts.createCompilerHost(options)
  const {fileExists, readFile: read, getSourceFile} = host
  host.fileExists = (file) => texts.has(file) || fileExists(file)
  host.readFile = (file) => texts.get(file) ?? read(file)
  host.getSourceFile = (file, language, ...more) => {
    const text = texts.get(file)
    return text === undefined ? getSourceFile(file, language, ...more) : ts.createSourceFile(file, text, language)
  }
  const program = ts.createProgram([...texts.keys()], options, host)
  return [...texts.keys()].flatMap((file, index) => {
    const source = program.getSourceFile(file)
    if (source === undefined) throw new Error(`expected ${file} in the program`)
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
    const at = all[index] === undefined ? file : placeOf(all[index])
    return found.map(({messageText}) => `${at}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`)
  })
}

test('the TypeScript of the pages is that of a fixture, or fits the types of what it imports', {
  timeout: 120_000,
}, async () => {
  const same = await fixtures()
  const others = blocks.filter(({text}) => !same.has(text.trim()))
  expect(others.length).toBeGreaterThan(1)
  expect(saidOf(others)).toEqual([])
  const first = others.find(({text}) => text.includes("from 'proofmark'"))
  const wrong =
    first === undefined ? [] : [{...first, text: first.text.replace("from 'proofmark'", "from 'proofmark/none'")}]
  expect(saidOf(wrong)).not.toEqual([])
})
