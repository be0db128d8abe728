import {readFileSync} from 'node:fs'
import {createServer} from 'node:https'
import tls from 'node:tls'
import {fileURLToPath} from 'node:url'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {environment} from '../run/build.ts'
import {doorsOf} from './open.ts'

const pem = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../fixtures/providers/tls/${name}`, import.meta.url)), 'utf8')

const trusted = tls.getCACertificates('default')
beforeAll(() => tls.setDefaultCACertificates([...trusted, pem('ca.pem')]))
afterAll(() => tls.setDefaultCACertificates(trusted))

async function answerWith(certificate: string) {
  const server = createServer({key: pem('test-only.key'), cert: pem(certificate)}, (_, response) => response.end('ok'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const {http} = doorsOf({environment: environment({target: `https://127.0.0.1:${port}`})})
  const ask = {method: 'GET', url: '/', headers: {}, body: null, credential: null, follow: true, wait: true}
  const seen = await http.request(ask).catch((error: unknown) => error)
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  return {seen, at: `127.0.0.1:${port}`}
}

describe('a certificate', () => {
  it('that is trusted is no matter', async () => {
    expect((await answerWith('good.pem')).seen).toMatchObject({status: 200, body: 'ok'})
  })

  it.each([
    ['self-signed.pem', 'it is self-signed (DEPTH_ZERO_SELF_SIGNED_CERT)'],
    ['expired.pem', 'it has expired (CERT_HAS_EXPIRED)'],
    ['other-host.pem', 'it is for another host (ERR_TLS_CERT_ALTNAME_INVALID)'],
  ])('%s is refused by its reason and its place', async (certificate, reason) => {
    const {seen, at} = await answerWith(certificate)
    expect(seen).toMatchObject({
      ...{reason: 'error', what: at},
      message: `Unexpected certificate of \`${at}\`, expected one that is trusted here: ${reason}`,
      next: 'renew the certificate, or name its authority in NODE_EXTRA_CA_CERTS',
    })
  })
})
