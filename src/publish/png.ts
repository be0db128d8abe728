import {readFile} from 'node:fs/promises'
import {fileURLToPath} from 'node:url'
import {packagesOf, type SiteTool} from './tool.ts'

/** Draws a picture in SVG as PNG; the same picture gives the same bytes on every machine. */
export type DrawPng = (svg: string) => Promise<Uint8Array>

type Packages = Awaited<ReturnType<typeof packagesOf>>
const started = new WeakMap<Packages, Promise<DrawPng>>()

const drawing = '@resvg/resvg-wasm/index_bg.wasm'
const fonts = ['dejavu-fonts-ttf/ttf/DejaVuSans.ttf', 'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf']
const family = 'DejaVu Sans'

/** What draws PNG; its packages are loaded, once in a process, when the first picture is drawn. */
export const pngDrawer =
  (tool: SiteTool): DrawPng =>
  async (svg) => {
    const packages = await packagesOf(tool)
    const draw = started.get(packages) ?? start(packages)
    started.set(packages, draw)
    return (await draw)(svg)
  }

async function start(packages: Packages): Promise<DrawPng> {
  const read = (name: string): Promise<Buffer> => readFile(fileURLToPath(packages.placeOf(name)))
  const {initWasm, Resvg} = await packages.resvg()
  const [program, fontBuffers] = await Promise.all([read(drawing), Promise.all(fonts.map(read))])
  await initWasm(program)
  // Fonts of the machine are none: what is drawn would depend on them.
  const font = {fontBuffers, defaultFontFamily: family, sansSerifFamily: family}
  return async (svg) => {
    const picture = new Resvg(svg, {font})
    try {
      return picture.render().asPng()
    } finally {
      picture.free()
    }
  }
}
