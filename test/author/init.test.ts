import {mkdir, mkdtemp, readFile, rm, symlink, writeFile} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {describe, expect, onTestFinished, test} from 'vitest'
import {lookAround} from '../../src/author/index.ts'

/** A folder with these files that is gone after the test. */
async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'proofmark-init-'))
  onTestFinished(() => rm(root, {recursive: true, force: true}))
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, file)), {recursive: true})
    await writeFile(path.join(root, file), text)
  }
  return root
}

const look = async (files: Readonly<Record<string, string>>) => lookAround(await folderOf(files))

describe('where sources are browsed', () => {
  const remote = (url: string): string =>
    `[core]\n\tbare = false\n[remote "origin"]\n\turl = ${url}\n\tfetch = +refs/*\n`
  const github = 'https://github.com/acme/payments/blob/HEAD/{file}#L{line}'
  const gitlab = 'https://gitlab.example.com/acme/shop/payments/-/blob/HEAD/{file}#L{line}'

  test.each([
    ['git@github.com:acme/payments.git', github],
    ['https://github.com/acme/payments', github],
    ['https://github.com/acme/payments.git/', github],
    ['ssh://git@github.com:22/acme/payments.git', github],
    ['git://github.com/acme/payments.git', github],
    ['https://olga:ghp_secret@github.com/acme/payments.git', github],
    ['git@gitlab.example.com:acme/shop/payments.git', gitlab],
    ['ssh://git@gitlab.example.com:2222/acme/shop/payments.git', gitlab],
    [
      'https://oauth2:token@gitlab.example.com:8443/acme/a.git',
      'https://gitlab.example.com:8443/acme/a/-/blob/HEAD/{file}#L{line}',
    ],
    ['https://bitbucket.org/acme/a.git', 'https://bitbucket.org/acme/a/src/HEAD/{file}#lines-{line}'],
  ])('%s', async (url, source) => {
    const {repository} = await look({'.git/config': remote(url)})
    expect(repository?.source?.value).toBe(source)
    expect(JSON.stringify(repository)).not.toMatch(/secret|token|olga/)
  })

  test.each([
    '../elsewhere',
    '/srv/git/a.git',
    'https://git.example.com/acme/a.git',
    'https://github.com/only',
    'git@github.com:a/b c',
  ])('%s is no page that we know', async (url) => {
    const {repository} = await look({'.git/config': remote(url)})
    expect(repository).toMatchObject({source: null})
  })

  test('a project below the top of its repository is browsed there', async () => {
    const root = await folderOf({
      '.git/config': remote('git@github.com:acme/payments.git'),
      'services/a b/README.md': '',
    })
    const {repository, service} = await lookAround(path.join(root, 'services/a b'))
    expect(repository?.source?.value).toBe('https://github.com/acme/payments/blob/HEAD/services/a%20b/{file}#L{line}')
    expect(service).toBeNull()
  })

  test('a work tree of its own has the remote of its repository', async () => {
    const root = await folderOf({
      'main/.git/config': remote('git@github.com:acme/payments.git'),
      'main/.git/worktrees/side/commondir': '../..\n',
      'side/.git': 'gitdir: ../main/.git/worktrees/side\n',
    })
    const {repository} = await lookAround(path.join(root, 'side'))
    expect(repository?.source?.value).toBe(github)
  })

  test('of several remotes without an `origin` none is meant', async () => {
    const config =
      remote('git@github.com:acme/a.git').replace('origin', 'one') +
      remote('git@github.com:acme/b.git').replace('origin', 'two')
    expect((await look({'.git/config': config})).repository).toMatchObject({source: null})
  })
})

describe('what the service is called', () => {
  test.each([
    ['package.json', '{"name": "@acme/orders"}', 'orders'],
    ['package.json', '{"name": "root", "private": true}', null],
    ['package.json', '{"name": 12}', null],
    ['package.json', '{broken', null],
    ['package.json', '{"name": "${HOME}"}', null],
    ['package.json', '{"name": "two\\nlines"}', null],
    ['pyproject.toml', "[tool.poetry]\nname = 'ledger'\n", 'ledger'],
    ['pyproject.toml', '[tool.other]\nname = "not-this"\n[project] # here\nname = "ledger" # so\n', 'ledger'],
    ['go.mod', 'module github.com/acme/search/v2\n\ngo 1.25\n', 'search'],
    ['Cargo.toml', '[package]\nname = "ferry"\n', 'ferry'],
  ])('%s %s', async (file, text, name) => {
    const {service} = await look({[file]: text})
    expect(service).toEqual(name === null ? null : {value: name, from: file})
  })
})

describe('where the service is reached on this machine', () => {
  const compose = (services: string): Record<string, string> => ({'compose.yaml': `services:\n${services}`})

  test.each([
    ['a short port', '  a: {build: ., ports: ["8080:80"]}', 8080],
    ['an address before it', '  a: {build: ., ports: ["127.0.0.1:8081:80/tcp"]}', 8081],
    ['a variable with a default', '  a: {build: ., ports: ["${PORT:-8082}:80"]}', 8082],
    ['a long port', '  a: {build: ., ports: [{target: 80, published: 8083}]}', 8083],
    ['the one that is built here', '  a: {build: ., ports: ["1234:1"]}\n  b: {image: acme/b, ports: ["81:1"]}', 1234],
    [
      'the one that is no database',
      '  a: {image: acme/a, ports: ["1235:1"]}\n  b: {image: "postgres:16", ports: ["5432:5432"]}',
      1235,
    ],
    ['a variable without a default', '  a: {build: ., ports: ["${PORT}:80"]}', null],
    ['a range', '  a: {build: ., ports: ["8080-8090:80"]}', null],
    ['no port of this machine', '  a: {build: ., ports: ["80", 81]}', null],
    ['no TCP', '  a: {build: ., ports: ["53:53/udp", {target: 1, published: 2, protocol: udp}]}', null],
    ['two that could be meant', '  a: {build: ., ports: ["1:1"]}\n  b: {build: ., ports: ["2:2"]}', null],
    ['no port at all', '  a: {build: ., ports: ["99999:80"]}', null],
  ])('%s', async (_, services, port) => {
    const {environments} = await look(compose(services))
    expect(environments.map(({name, target}) => [name, target?.value ?? null])).toEqual([
      ['local', port === null ? null : `http://127.0.0.1:${port}`],
    ])
  })

  test('of several that could be meant it is the one of that name', async () => {
    const two = compose('  orders: {build: ., ports: ["1:1"]}\n  b: {build: ., ports: ["2:2"]}')
    const {environments} = await look({...two, 'package.json': '{"name": "orders"}'})
    expect(environments[0]?.target?.value).toBe('http://127.0.0.1:1')
  })

  test('what is laid out for production answers elsewhere', async () => {
    const {environments} = await look({'docker-compose.prod.yml': 'services:\n  a: {build: ., ports: ["80:80"]}\n'})
    expect(environments).toMatchObject([{name: 'prod', target: null, config: ['docker-compose.prod.yml']}])
  })
})

describe('how the service is set', () => {
  const deployment = (name: string): string =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}}\nspec: {template: {spec: {containers: []}}}\n`
  const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {A: "1"}\n'
  const names = async (files: Record<string, string>) =>
    (await look(files)).environments.map(({name, config}) => [name, config])

  test('manifests without an environment in their path are for what serves people, dotenv files for this machine', async () => {
    expect(await names({'k8s/a.yaml': deployment('a'), 'k8s/b.yml': configMap, '.env': 'A=1\n'})).toEqual([
      ['production', ['k8s/a.yaml', 'k8s/b.yml']],
      ['local', ['.env']],
    ])
  })

  test('manifests of an environment are laid over those of none', async () => {
    const files = {
      'k8s/base/a.yaml': deployment('a'),
      'k8s/overlays/prod/a.yaml': configMap,
      'k8s/overlays/stage/a.yaml': configMap,
    }
    expect(await names(files)).toEqual([
      ['prod', ['k8s/base/a.yaml', 'k8s/overlays/prod/a.yaml']],
      ['stage', ['k8s/base/a.yaml', 'k8s/overlays/stage/a.yaml']],
    ])
  })

  test('two words for one environment are one environment', async () => {
    expect(await names({'k8s/prod/a.yaml': configMap, '.env.production': 'A=1\n'})).toEqual([
      ['production', ['.env.production', 'k8s/prod/a.yaml']],
    ])
  })

  test('what shows, tests, or has yet to be filled in sets nothing', async () => {
    const {environments, examples} = await look({
      '.env.example': 'A=\n',
      'config/app.env.sample': 'A=\n',
      '.env.test': 'A=1\n',
      'test/fixtures/k8s/a.yaml': configMap,
      'examples/docker-compose.yml': 'services: {}\n',
      'chart/templates/a.yaml': configMap,
      'k8s/templated.yaml': `${configMap}  B: {{ .Values.b }}\n`,
      'node_modules/a/compose.yaml': 'services: {}\n',
      'docs/a.yaml': 'kind: nothing\n',
    })
    expect(environments).toEqual([])
    expect(examples).toEqual(['.env.example', 'config/app.env.sample'])
  })

  test('what is in doubt is left to the author, with the reason', async () => {
    const {environments} = await look({
      'a/k8s/a.yaml': deployment('a'),
      'b/k8s/b.yaml': deployment('b'),
      'k8s/secret.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {A: "ENC[x]"}\n',
    })
    expect(environments).toMatchObject([
      {
        name: 'production',
        config: [],
        left: [
          {file: 'a/k8s/a.yaml', why: 'which of 2 workloads is the service?'},
          {file: 'b/k8s/b.yaml'},
          {file: 'k8s/secret.yaml', why: 'holds a Secret that is enciphered'},
        ],
      },
    ])
  })
})

test('a link is not followed, wherever it leads', async () => {
  const outside = await folderOf({'compose.yaml': 'services: {}\n', 'docs/a.md': '# A\n'})
  const root = await folderOf({'README.md': '# A\n'})
  await symlink(outside, path.join(root, 'docs'))
  await symlink('.', path.join(root, 'again'))
  await symlink(path.join(outside, 'compose.yaml'), path.join(root, 'compose.yaml'))
  expect(await lookAround(root)).toMatchObject({files: 1, cut: false, docs: [], environments: []})
})

test('the CI of a project is known by its file', async () => {
  const workflow = '.github/workflows/check.yaml'
  expect((await look({[workflow]: '', '.gitlab-ci.yml': ''})).ci).toMatchObject({
    name: 'GitHub Actions',
    file: workflow,
  })
  expect((await look({'.gitlab-ci.yml': ''})).ci).toMatchObject({name: 'GitLab CI', file: '.gitlab-ci.yml'})
  expect((await look({Makefile: ''})).ci).toBeNull()
  for (const file of [workflow, '.gitlab-ci.yml']) {
    const page = path.join(import.meta.dirname, '../..', (await look({[file]: ''})).ci?.page ?? 'none')
    expect(await readFile(page, 'utf8')).toContain('proofmark')
  }
})
