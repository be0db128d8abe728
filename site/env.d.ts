/// <reference types="astro/client" />
/// <reference types="@astrojs/starlight" />

declare module 'virtual:proofmark' {
  /** The folder with `pages.json`, `sidebar.json` and `snapshot.json`. */
  export const work: string
  /** Kept when they are written: a build bundles the pages meanwhile. */
  export const ready: Promise<void> | undefined
  /** Kept when the body of the page of this digest is written: pages are drawn while others are rendered. */
  export const rendered: (digest: string) => Promise<void> | undefined
}

declare module 'virtual:proofmark/host' {
  export const snapshot: import('../src/model/index.ts').Snapshot
  /** The prose of the checklists, with markers for results. */
  export const bodies: {
    checklist: string
    /** Which page of a long checklist it is; 0 for the first, and for all that stands on one. */
    folio: number
    title: string
    description: string | null
    html: string
    headings: {depth: number; slug: string; text: string}[]
  }[]
  export const host: import('./host/addresses.ts').HostAddresses & {
    /** Whether the layout shows the title itself. */
    titled: boolean
    /** Whether Astro writes a content security policy into its pages. */
    hasPolicy: boolean
    /** Which pages it has of ours. */
    pages: 'all' | 'checklists'
  }
}

declare module 'virtual:proofmark/layout' {
  const layout: typeof import('./host/Starlight.astro').default
  export default layout
}

declare module 'virtual:proofmark/page-style'
declare module 'virtual:proofmark/verdict-style'

declare namespace App {
  interface Locals {
    /** Whether the page of another site has our glyphs already. */
    proofmarkSprite?: boolean
    /** What a page asks of the shell. */
    proofmark: {
      title: string
      /** The title as safe HTML, where it is more than text. */
      html?: string
      /** HTML above the title. */
      above?: string
      /** Markers below the title. */
      below?: string
    }
  }
}
