import {mkdir, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {expect, test} from 'vitest'
import {projectOf, proofmark, start} from './proofmark.ts'

const env = {PRODUCTION: 'http://127.0.0.1:9'}

/** A folder that stands for a site built before. */
async function built(folder: string): Promise<void> {
  await mkdir(folder, {recursive: true})
  for (const name of ['index.html', '404.html', 'status.json'])
    await writeFile(path.join(folder, name), `<p>${name}</p>`)
}

test('serve shows a site that is there, says where, and ends with 130 at Ctrl-C', async () => {
  const cwd = await projectOf('launch')
  await built(path.join(cwd, '_site'))
  const {child, ended, said} = start(['serve', '--port', '0'], {cwd, env})
  const url = await said(/^Site: (http:\/\/127\.0\.0\.1:\d+\/)\n/)
  expect(await (await fetch(url)).text()).toBe('<p>index.html</p>')
  child.kill('SIGINT')
  expect(await ended).toMatchObject({code: 130, err: ''})
})

test('a port that is taken is named', async () => {
  const cwd = await projectOf('launch')
  await built(path.join(cwd, '_site'))
  const first = start(['serve', '--port', '0'], {cwd, env})
  const port = await first.said(/^Site: http:\/\/127\.0\.0\.1:(\d+)\/\n/)
  const second = await proofmark(['serve', '--port', port], {cwd, env})
  expect(second).toEqual({
    code: 2,
    out: '',
    err: `Unexpected server on port ${port} already, expected it free; \`--port 0\` takes any\n`,
  })
  first.child.kill('SIGINT')
  await first.ended
})

test.each(['docs', 'deploy/production.env', '.'])('a build never replaces what is no site: --out %s', async (out) => {
  const cwd = await projectOf('launch')
  const ended = await proofmark(['build', '--out', out], {cwd, env})
  expect([ended.code, ended.out]).toEqual([2, ''])
  expect(ended.err).toContain('expected an empty folder or a site built before')
})
