/** Bounds of what a check may take in. */
export interface Limits {
  /** Bytes of a body or file that are read. */
  bytes: number
  /** Bytes of all headers of an answer. */
  headerBytes: number
  /** Redirects followed in a row. */
  redirects: number
  /** Milliseconds until a connection must stand. */
  connect: number
}

export const usualLimits: Limits = {bytes: 1_048_576, headerBytes: 65_536, redirects: 5, connect: 5_000}
