// Stands where the packages of the site are found from, so that they are loaded only when a site is built, wherever they are installed.
export const packages = {
  astro: () => import('astro'),
  starlight: () => import('@astrojs/starlight'),
  mermaid: () => import('beautiful-mermaid'),
  pagefind: () => import('pagefind'),
  resvg: () => import('@resvg/resvg-wasm'),
  placeOf: (name) => import.meta.resolve(name),
}
