import {processIo} from './io.ts'
import {program} from './program.ts'

let ended = false
process.on('exit', (code) => {
  // A check of somebody's own may end the process: nothing was judged then.
  if (!ended && code === 0) process.exitCode = 2
})
process.exitCode = await program(process.argv.slice(2), processIo())
ended = true
