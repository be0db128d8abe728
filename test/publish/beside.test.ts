import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {startAstro} from '../../src/publish/index.ts'

let root = ''
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'proofmark-beside-'))
})
afterEach(() => rm(root, {recursive: true, force: true}))

const site = {title: 'T', url: null, base: '/', audience: 'internal'} as const
// As Astro's own, which shares the first part of its path with the project.
const tool = () => ({modules: path.join(root, 'node_modules'), site: path.join(root, 'none')})

test('Astro that cannot be loaded is told of, and waited for by nobody', async () => {
  const astro = await startAstro(root, tool())
  await astro.begin(site)
  await expect(astro.built).rejects.toThrow(/Cannot find module .*packages\.mjs/)
})

test('Astro that was started for nothing is stopped', async () => {
  const astro = await startAstro(root, tool())
  await astro.stop()
  await expect(astro.built).rejects.toThrow()
  await expect(astro.begin(site)).rejects.toThrow()
})

test('a folder that cannot be prepared is free for the next build of the same process', async () => {
  const modules = path.join(root, 'far/'.repeat(2000))
  for (const _ of ['first', 'second']) {
    const astro = await startAstro(root, {...tool(), modules})
    await expect(astro.begin(site)).rejects.toThrow('ENAMETOOLONG')
    await astro.stop()
  }
})
