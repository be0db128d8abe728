import {program} from '../../src/cli/program.ts'

// Plans one project after another: a process of its own, since the runner of tests imports files in a way of its own.
for (const cwd of process.argv.slice(2)) {
  let err = ''
  const code = await program(['plan'], {
    env: {},
    cwd,
    columns: 100,
    colour: false,
    live: false,
    random: () => 0.5,
    clock: {now: () => new Date('2026-11-24T14:00:00Z'), sleep: async () => {}},
    person: null,
    out: () => {},
    err: (text) => {
      err += text
    },
    onInterrupt: () => () => {},
    leave: () => {},
  })
  console.log(JSON.stringify({code, err}))
}
