import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {expect, test} from 'vitest'
import {drawerAt} from '../../src/astro/diagrams.ts'

test('diagrams are drawn where the site has what draws them, and nowhere else', async () => {
  const draw = await drawerAt(path.join(import.meta.dirname, '../fixtures/astro-site/web'))?.()
  expect(draw?.('graph LR\n  Order --> Payment')).toMatch(/^<svg[\s\S]*Payment/)
  expect(draw?.('no diagram')).toBe(null)
  const elsewhere = await mkdtemp(path.join(tmpdir(), 'proofmark-astro-'))
  expect(drawerAt(elsewhere)).toBe(undefined)
  await rm(elsewhere, {recursive: true})
})
