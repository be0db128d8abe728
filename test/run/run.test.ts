import {expect, it} from 'vitest'
import {planOf} from './build.ts'
import {folderWith} from './folder.ts'
import {deadUrl, serve} from './serve.ts'
import {findingOf, run} from './world.ts'

it('says what was expected and seen, in one sentence', async () => {
  const target = await serve((request, response) =>
    response.writeHead(request.url === '/healthz' ? 200 : 503).end('down'),
  )
  const {root, remove} = await folderWith()
  const plan = planOf({
    environment: {target: target.url},
    calls: {
      up: {call: 'http: GET /healthz -> 200'},
      down: {call: 'http: GET /readyz -> 200'},
      loose: {call: 'http: GET /readyz'},
    },
  })
  const made = await run(plan, root)
  console.log(JSON.stringify(made, null, 1))
  await target.close()
  await remove()
})
