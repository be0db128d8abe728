/** A start that the service refuses: `exitCode` is what the process ends with. */
export class StartRefused extends Error {
  readonly exitCode: 1 | 2

  constructor(exitCode: 1 | 2, reason: string) {
    super(reason)
    this.name = 'StartRefused'
    this.exitCode = exitCode
  }
}

/** A start that fails only because something else listens there. */
export class PortInUse extends StartRefused {
  readonly port: number

  constructor(port: number) {
    super(1, `Port ${port} is in use`)
    this.name = 'PortInUse'
    this.port = port
  }
}
