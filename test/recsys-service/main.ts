import {type Log, PortInUse, StartRefused, startService} from './service/index.ts'

const log: Log = ({level, msg, ...fields}) => {
  console.log(JSON.stringify({time: new Date().toISOString(), level, msg, ...fields}))
}

/** Starts one process from its environment; a parent with an IPC channel is told how the start went. */
async function main(): Promise<void> {
  const starting = startService({env: process.env, log})
  // From the beginning: whoever reads that it has started may stop it at once.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void starting.then((service) => service.close()))
  }
  try {
    const {url, internalUrl} = await starting
    process.send?.({started: {url, internalUrl}})
  } catch (error) {
    if (!(error instanceof StartRefused)) throw error
    log({level: 'error', msg: 'refused', reason: error.message})
    process.send?.({refused: error.message, port: error instanceof PortInUse ? error.port : undefined})
    process.exitCode = error.exitCode
  }
}

await main()
