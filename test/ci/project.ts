import {execFile} from 'node:child_process'
import {cp, mkdir, mkdtemp, rm, symlink} from 'node:fs/promises'
import {createServer} from 'node:http'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {promisify} from 'node:util'
import {onTestFinished} from 'vitest'
import {repository} from './action.ts'

type Later = (task: () => Promise<void>) => void

/** A fixture as a checkout: a git repository in a folder of its own, with the package installed unless told. */
export async function checkout(
  fixture: string,
  {installed = true, within = '', later = onTestFinished}: {installed?: boolean; within?: string; later?: Later} = {},
): Promise<{workspace: string; temp: string}> {
  const folder = await mkdtemp(path.join(tmpdir(), 'proofmark-ci-'))
  later(() => rm(folder, {recursive: true, force: true}))
  const workspace = path.join(folder, 'orders')
  await cp(path.join(repository, 'test/fixtures/ci', fixture), path.join(workspace, within), {recursive: true})
  const git = (...args: string[]) =>
    promisify(execFile)('git', ['-c', 'user.name=Lena', '-c', 'user.email=lena@orders.example', ...args], {
      cwd: workspace,
    })
  await git('init', '--quiet', '--initial-branch=main')
  await git('add', '.')
  await git('commit', '--quiet', '--message=Launch')
  if (installed) {
    await mkdir(path.join(workspace, 'node_modules'))
    await symlink(repository, path.join(workspace, 'node_modules/proofmark'))
  }
  return {workspace, temp: path.join(folder, 'temp')}
}

/** The service that the fixtures ask. */
export async function orders(later: Later = onTestFinished): Promise<string> {
  const server = createServer((request, response) => {
    response.statusCode = ['/healthz', '/metrics'].includes(request.url ?? '') ? 200 : 404
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  later(async () => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('expected a port')
  return `http://127.0.0.1:${address.port}`
}
