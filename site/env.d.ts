declare module 'virtual:proofmark' {
  /** The folder with `pages.json` and `snapshot.json`. */
  export const work: string
}

declare namespace App {
  interface Locals {
    /** What a page of ours asks of the shell; nothing on a page of the docs. */
    proofmark?: {
      /** HTML above the title. */
      above?: string
      /** The title as HTML, where it is more than text. */
      title?: string
      /** Markers below the title. */
      below?: string
    }
  }
}
