import {execFile} from 'node:child_process'
import {appendFile, symlink} from 'node:fs/promises'
import path from 'node:path'
import {afterAll, beforeAll, describe, expect, it, test} from 'vitest'
import {call} from '../cli/lint-world.ts'
import {checkFile, ownProject} from './own-files.ts'

/** A project with these files, whose `checks` are these; and what is said of it. */
interface Wrong {
  what: string
  files: Readonly<Record<string, string>>
  checks?: string
  says: string
  not?: string
}

const here = 'proofmark.yaml:2:10'
const unimported = 'Unexpected error in `checks/look.ts`, expected a file that can be imported:'
const look = (given: string, head = ''): Record<string, string> => ({'checks/look.ts': checkFile(given, head)})
const named = (name: string, given = ''): Pick<Wrong, 'files' | 'checks'> => ({
  files: {[`checks/${name}.ts`]: checkFile(`name: '${name}', ${given}`)},
  checks: `checks/${name}.ts`,
})

const wrongs: readonly Wrong[] = [
  {what: 'no file', files: {}, says: `${here} Unexpected absence of \`checks/look.ts\`, expected a file with a check`},
  {
    what: 'nothing exported',
    files: {'checks/look.ts': 'export const looks = 1\n'},
    says: `${here} Unexpected file \`checks/look.ts\` with no check in it, expected \`export const check = defineCheck({…})\`, or a default export of that; it exports \`looks\``,
  },
  {
    what: 'what defineCheck did not make',
    files: {'checks/look.ts': 'export default {name: "look"}\n'},
    says: `${here} Unexpected file \`checks/look.ts\` with an export that \`defineCheck\` did not make`,
  },
  {
    what: 'no summary',
    files: look('summary: undefined,'),
    says: `checks/look.ts:4:22 ${unimported} Unexpected check, expected text at \`summary\` (also ${here})`,
  },
  {what: 'no observe', files: look('observe: undefined,'), says: 'expected a function at `observe`'},
  {
    what: 'a schema of something else',
    files: look('params: {},'),
    says: 'expected what `z.object` or `z.strictObject` gives, with `z` of `proofmark/check` at `params`',
  },
  {
    what: 'an example without an outcome',
    files: look("examples: [{title: 'a', call: 'look: a', world: {}}],"),
    says: 'expected `pass`, `fail`, `error` or `not-run` at `examples[0].outcome`',
  },
  {
    what: 'syntax',
    files: {'checks/look.ts': 'const a: number = 1\nconst b = {\n  a: }\n'},
    says: `checks/look.ts:3:1 ${unimported} Expression expected (also ${here})`,
  },
  {what: 'types that are more than types', files: {'checks/look.ts': '\nenum A {B}\n'}, says: 'checks/look.ts:2:1 '},
  {
    what: 'a throw',
    files: look('', "throw new Error('no way\\nand more')"),
    says: `checks/look.ts:3:7 ${unimported} no way (also ${here})`,
  },
  {
    what: 'a throw in what it imports',
    files: {'checks/look.ts': "import './near.ts'\n", 'checks/near.ts': "\nthrow new Error('no way')\n"},
    says: `checks/near.ts:2:7 ${unimported} no way (also ${here})`,
  },
  {what: 'a throw of what is no error', files: look('', "throw '\\x1b[2Jno way'"), says: `${unimported} [2Jno way`},
  {
    what: 'a package that is not there',
    files: look('', "import 'no-such-package'"),
    says: `${unimported} Cannot find package 'no-such-package' imported from checks/look.ts`,
  },
  {what: 'no such export', files: look('', "import {nothing} from 'proofmark/check'"), says: 'checks/look.ts:3:1 '},
  {
    what: 'several files',
    files: {'checks/a.ts': "throw 'one'", 'checks/b.ts': "throw 'two'"},
    checks: 'checks/a.ts, checks/b.ts',
    says: 'two',
  },
  {
    what: 'files that nobody lists',
    files: {'checks/a.ts': "throw 'one'", 'checks/look.ts': "throw 'two'"},
    says: 'two',
    not: 'one',
  },
  {
    what: 'another name than its file has',
    files: look("name: 'other',"),
    says: 'Unexpected name `other` of the check in `checks/look.ts`, expected `look`, as the file is called',
  },
  {what: 'a name that ships', ...named('http'), says: 'Unexpected second check `http` in `checks/http.ts`'},
  {what: 'a common key', ...named('retry'), says: 'every check call has a key `retry`'},
  {what: 'any', ...named('any'), says: 'every check call has a key `any`'},
  {what: 'a parameter that ships', ...named('path'), says: 'the check `file` has a parameter `path`'},
  {what: 'its own parameter', ...named('at'), says: 'the check `at` has a parameter `at`'},
  {
    what: 'a parameter like a common key',
    files: look('params: z.object({when: z.string()}),'),
    says: 'Unexpected parameter `when` of the check `look` in `checks/look.ts`',
  },
  {
    what: 'a parameter like a check',
    files: look('params: z.object({link: z.string()}),'),
    says: 'a check is called `link`',
  },
  {what: 'a name of no such form', ...named('Look_at'), says: 'lower-case words joined by `-`'},
  {
    what: 'one name in two folders',
    files: {...look(''), 'more/look.mts': checkFile('')},
    checks: 'checks/look.ts, more/look.mts',
    says: 'Unexpected second check `look` in `more/look.mts`, expected another name: the other one is in `checks/look.ts`',
  },
  {
    what: 'a file below node_modules',
    files: {'node_modules/a/look.ts': checkFile('')},
    checks: 'node_modules/a/look.ts',
    says: 'expected `.js` or `.mjs`: below `node_modules` Node takes no types out',
  },
]

describe('what is wrong with a file is said in a sentence, with its place', () => {
  const later: (() => Promise<void>)[] = []
  let said: string[]
  beforeAll(async () => {
    const folders: string[] = []
    for (const {files, checks = 'checks/look.ts'} of wrongs) {
      const yaml = `checklists: [docs/launch.md]\nchecks: [${checks}]\n`
      const own = {'proofmark.yaml': yaml, 'docs/launch.bindings.yaml': 'items: {}\n', ...files}
      folders.push(await ownProject(own, (task) => later.push(task)))
    }
    const driver = path.join(import.meta.dirname, 'own-driver.ts')
    const out = await new Promise<string>((resolve) => {
      execFile(process.execPath, [driver, ...folders], (error, text) => resolve(error === null ? text : error.message))
    })
    said = out.trim().split('\n')
  }, 60_000)
  afterAll(async () => {
    for (const task of later) await task()
  })

  test.each(wrongs.map((wrong, index) => [wrong.what, wrong, index] as const))('%s', (_, {says, not}, index) => {
    const {code, err}: {code: number; err: string} = JSON.parse(said[index] ?? '{}')
    expect([code, err]).toEqual([2, expect.stringContaining(says)])
    expect(err).toContain('[own-check]')
    expect(err).not.toMatch(/\n +at |node:internal|\p{Cc}\[|\/tmp\//u)
    if (not !== undefined) expect(err).not.toContain(not)
  })
})

describe('no file from elsewhere', () => {
  it.each([
    ['../look.ts', 'expected a path below the project, without `..`'],
    ['/look.ts', 'expected a path below the project, without `..`'],
    ['checks/look.py', 'expected a file that ends in `.ts`, `.mts`, `.js` or `.mjs`'],
  ])('%s', async (file, sentence) => {
    const cwd = await ownProject({'proofmark.yaml': `checklists: [docs/launch.md]\nchecks: [${file}]\n`})
    expect(await call(cwd, ['plan'])).toMatchObject({code: 2, err: expect.stringContaining(sentence)})
  })

  it('by a link', async () => {
    const cwd = await ownProject({
      'inside/proofmark.yaml': 'checklists: [launch.md]\nchecks: [look.ts, folder/look.ts]\n',
      'inside/launch.md': '- [ ] One\n',
      'look.ts': "throw new Error('run')",
    })
    await symlink('../look.ts', path.join(cwd, 'inside/look.ts'))
    await symlink('..', path.join(cwd, 'inside/folder'))
    const {code, err} = await call(path.join(cwd, 'inside'), ['plan'])
    expect(code).toBe(2)
    expect(err).toContain('Unexpected link at `look.ts`, which leads out of the project')
    expect(err).toContain('Unexpected link at `folder/look.ts`, which leads out of the project')
  })

  it.each(['docs/launch.bindings.yaml', 'packs/more.yaml'])('%s can bring none', async (file) => {
    const checks = {[file]: 'checks: [checks/queue-depth.ts]\nitems: {}\n'}
    const cwd = await ownProject({
      'proofmark.yaml': 'checklists: [docs/launch.md]\npacks: [packs/more.yaml]\n',
      ...{'docs/launch.bindings.yaml': 'items: {}\n', 'packs/more.yaml': 'items: {}\n'},
      ...checks,
    })
    await appendFile(path.join(cwd, 'checks/queue-depth.ts'), "\nthrow new Error('run')\n")
    const {code, err} = await call(cwd, ['plan'])
    expect([code, err]).toEqual([2, expect.stringContaining('Unexpected key `checks`')])
    expect(err).not.toContain(': run')
  })
})
