/// <reference types="astro/client" />
/// <reference types="@astrojs/starlight" />

declare module 'virtual:proofmark' {
  /** The folder with `pages.json` and `snapshot.json`. */
  export const work: string
}

declare namespace App {
  interface Locals {
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
