import {rm, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {setTimeout} from 'node:timers/promises'
import {describe, expect, onTestFinished, test} from 'vitest'
import type {Io} from '../../src/cli/io.ts'
import {program} from '../../src/cli/program.ts'
import {call, folderOf} from './lint-world.ts'
import {start} from './proofmark.ts'

const files = {
  'proofmark.yaml':
    'docs: docs\nchecklists: [docs/l.md]\npacks: [packs/own.yaml]\nenvironments: {prod: {config: [deploy/prod.env]}}\n',
  'docs/l.md': '# L\n\n- [ ] One [page](none.md)\n',
  'docs/l.bindings.yaml': 'items: {}\n',
  'docs/records/index.md': '# Records\n',
  'packs/own.yaml': 'settings: {A: {}}\n',
  'deploy/prod.env': 'A=b\n',
}

describe('proofmark lint --watch', () => {
  test('looks again at each change, shows what is broken in between, and ends with 130', async () => {
    const cwd = await folderOf(files)
    const write = (file: string, text: string) => writeFile(path.join(cwd, file), text)
    const {child, ended, said} = start(['lint', '--watch'], {cwd})
    onTestFinished(() => {
      child.kill('SIGKILL')
    })
    /** Waits until the newest list begins with this. */
    const next = ({source}: RegExp): Promise<string> =>
      said(new RegExp(`Looked at \\d\\d:\\d\\d:\\d\\d UTC\\n${source}(?:(?!Looked at)[\\s\\S])*\\n$`))
    await next(/docs\/l\.md:3:11 .*\[dead-link\]\n/)
    await write('docs/none.md', '# Page\n')
    await next(/No problems\.\n/)
    await write('docs/l.bindings.yaml', 'items: {\n')
    await next(/docs\/l\.bindings\.yaml:\d+:\d+ .*\[yaml\]\n/)
    await write('docs/l.bindings.yaml', 'items: {l/nothing: {drop: x}}\n')
    await next(/docs\/l\.bindings\.yaml:1:9 .*\[unknown-item\]\n/)
    await write('docs/l.bindings.yaml', 'items: {}\n')
    await next(/No problems\.\n/)
    await write('proofmark.yaml', 'checklists: [')
    await next(/proofmark\.yaml:\d+:\d+ .*\[yaml\]\n/)
    await write('proofmark.yaml', files['proofmark.yaml'])
    await next(/No problems\.\n/)
    await write('packs/own.yaml', 'settings: {A: {az: b}}\n')
    await next(/packs\/own\.yaml:1:16 .*\[unknown-key\]\n/)
    await write('packs/own.yaml', files['packs/own.yaml'])
    await next(/No problems\.\n/)
    await write('docs/records/r.md', '# No record\n')
    await next(/docs\/records\/r\.md:1:1 .*\[record\]\n/)
    await rm(path.join(cwd, 'docs/records/r.md'))
    await next(/No problems\.\n/)
    await rm(path.join(cwd, 'docs/l.md'))
    await next(/proofmark\.yaml:2:14 .*\[no-checklist\]\n/)
    await write('docs/l.md', '# L\n\n- [ ] One\n')
    await next(/No problems\.\n/)
    child.kill('SIGINT')
    expect(await ended).toMatchObject({code: 130, err: ''})
  }, 60_000)

  test('on a terminal the newest list takes the place of the one before, with the time of the clock', async () => {
    const cwd = await folderOf({'proofmark.yaml': 'checklists: [l.md]\n', 'l.md': '- [ ] One\n'})
    let out = ''
    let interrupt = (): void => {}
    const io: Io = {
      env: {},
      cwd,
      columns: 100,
      colour: false,
      live: false,
      screen: true,
      random: () => 0.5,
      clock: {
        now: () => new Date('2026-11-24T14:02:09Z'),
        sleep: (ms, signal) => setTimeout(ms, undefined, {signal}),
      },
      person: null,
      out: (text) => {
        out += text
      },
      err: () => {},
      onInterrupt: (listener) => {
        interrupt = listener
        return () => {}
      },
      leave: () => {},
    }
    const shows = async (text: string): Promise<void> => {
      while (!out.endsWith(text)) await setTimeout(10)
    }
    const clear = '\u001B[H\u001B[2J\u001B[3J'
    const ended = program(['lint', '--watch'], io)
    const none = `${clear}No problems.\n\nLooked at 14:02:09 UTC. Ctrl-C ends.\n`
    await shows(none)
    await writeFile(path.join(cwd, 'l.md'), '- [ ] One\n- [?] Two\n')
    await shows(': proofmark lint --explain SLUG\n\nLooked at 14:02:09 UTC. Ctrl-C ends.\n')
    expect(out.slice(none.length).startsWith(`${clear}l.md:2:3 Unexpected`)).toBe(true)
    await writeFile(path.join(cwd, 'l.md'), '- [ ] One\n')
    await shows(none)
    interrupt()
    expect(await ended).toBe(130)
  })

  test('is for people: data once, and no project at all, are refused at once', async () => {
    const cwd = await folderOf({'proofmark.yaml': 'checklists: [l.md]\n', 'l.md': '- [ ] One\n'})
    expect(await call(cwd, ['lint', '--watch', '--format', 'json'])).toMatchObject({
      code: 2,
      err: 'Unexpected `--format json` beside `--watch`, expected one of them\n',
    })
    expect((await call(await folderOf({}), ['lint', '--watch'])).code).toBe(2)
  })
})
