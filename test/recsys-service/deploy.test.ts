import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {parse} from 'yaml'
import {deployFolder, environments} from './demo/files.ts'
import {deployEnvironment, deployedVersion} from './environment.ts'
import {started, temporaryFolder, useDatabase} from './testing.ts'

useDatabase()

describe('the variables that Kubernetes would give', () => {
  const configMap = (name: string, data: string) => `kind: ConfigMap\nmetadata: {name: ${name}}\ndata: ${data}\n`
  const deployment = (container: string) =>
    `kind: Deployment\nspec: {template: {spec: {containers: [{image: 'host:5000/x:1.2', ${container}}]}}}\n`
  const secret = `kind: Secret\nmetadata: {name: s}\ndata: {A: YmFzZQ==, B: YmFzZQ==}\nstringData: {A: plain}\n`

  const rows = [
    {
      says: 'the later envFrom wins',
      container: 'envFrom: [{configMapRef: {name: a}}, {configMapRef: {name: b}}]',
      variables: {A: 'b', B: 'a', C: 'b'},
    },
    {
      says: 'the order is that of the list',
      container: 'envFrom: [{configMapRef: {name: b}}, {configMapRef: {name: a}}]',
      variables: {A: 'a', B: 'a', C: 'b'},
    },
    {
      says: 'a Secret is decoded, stringData wins over data',
      container: 'envFrom: [{configMapRef: {name: a}}, {secretRef: {name: s}}]',
      variables: {A: 'plain', B: 'base'},
    },
    {
      says: 'env wins over envFrom',
      container: 'envFrom: [{secretRef: {name: s}}], env: [{name: A, value: own}]',
      variables: {A: 'own', B: 'base'},
    },
    {
      says: 'env takes one key',
      container:
        'env: [{name: X, valueFrom: {secretKeyRef: {name: s, key: B}}}, ' +
        '{name: Y, valueFrom: {configMapKeyRef: {name: b, key: C}}}]',
      variables: {X: 'base', Y: 'b'},
    },
    {
      says: 'env expands what was set before',
      container: `env: [{name: X, value: 1}, {name: Y, value: '$(X)-$(Z)-$$(X)'}, {name: Z, value: z}]`.replace(
        '1',
        "'1'",
      ),
      variables: {X: '1', Y: '1-$(Z)-$(X)', Z: 'z'},
    },
  ]

  function folderWith(container: string): string {
    const folder = temporaryFolder()
    const maps = [configMap('a', '{A: a, B: a}'), configMap('b', '{A: b, C: b}')]
    writeFileSync(join(folder, 'all.yaml'), [...maps, secret, deployment(container), 'kind: Service\n'].join('---\n'))
    return folder
  }

  test.each(rows)('$says', ({container, variables}) => {
    expect(deployEnvironment(folderWith(container))).toEqual(variables)
  })

  test('the overlay wins over all', () => {
    const folder = folderWith('env: [{name: A, value: own}]')
    expect(deployEnvironment(folder, {A: 'overlay', B: 'more'})).toEqual({A: 'overlay', B: 'more'})
    expect(deployedVersion(folder)).toBe('1.2')
  })

  const wrong = [
    {container: 'envFrom: [{secretRef: {name: gone}}]', says: 'Secret `gone`'},
    {container: 'env: [{name: A, valueFrom: {secretKeyRef: {name: s, key: gone}}}]', says: 'key `gone`'},
    {container: 'env: [{name: A, value: 1}]', says: 'all.yaml'},
  ]
  test.each(wrong)('$container is refused, naming $says', ({container, says}) => {
    expect(() => deployEnvironment(folderWith(container))).toThrow(says)
  })
})

describe('the manifests', () => {
  test.each(environments)('%s starts as its manifests say', async (environment) => {
    const service = await started(deployEnvironment(deployFolder(environment)))
    expect((await service.get('/healthz')).status).toBe(200)
  })

  const jobs = [
    {file: 'production/migrate-job.yaml', kind: 'Job', image: 'recsys-service:1.8.0'},
    {file: 'production/acme/pipelines-cronjob.yaml', kind: 'CronJob', image: 'recsys-pipelines:1.8.0'},
    {file: 'staging/pipelines-cronjob.yaml', kind: 'CronJob', image: 'recsys-pipelines:latest'},
  ]
  test.each(jobs)('$file is a $kind of $image', ({file, kind, image}) => {
    const manifest = parse(readFileSync(join(deployFolder('production'), '..', file), 'utf8'))
    const {spec} = kind === 'Job' ? manifest : manifest.spec.jobTemplate
    expect(manifest.kind).toBe(kind)
    expect(spec.template.spec.containers[0].image).toBe(`registry.recsys.example/${image}`)
    if (kind === 'CronJob') expect(manifest.spec.schedule).toMatch(/^\S+( \S+){4}$/)
  })

  test('alerts and dashboard name no metric that the service lacks', async () => {
    const folder = join(deployFolder('production'), 'monitoring')
    const {groups} = parse(readFileSync(join(folder, 'alerts.yaml'), 'utf8'))
    const {panels} = JSON.parse(readFileSync(join(folder, 'dashboard.json'), 'utf8'))
    const expressions: string[] = [
      ...groups.flatMap(({rules}: {rules: {expr: string}[]}) => rules.map(({expr}) => expr)),
      ...panels.flatMap(({targets}: {targets: {expr: string}[]}) => targets.map(({expr}) => expr)),
    ]
    const named = new Set(expressions.flatMap((text) => text.match(/\b(recsys|http)_\w+/g) ?? []))
    const service = await started(deployEnvironment(deployFolder('production')))
    const known = await (await service.inside('/metrics')).text()
    expect(named.size).toBeGreaterThan(5)
    for (const name of named) expect(known).toContain(`# TYPE ${name.replace(/_bucket$/, '')} `)
  })

  test('acme in artifact mode starts too', async () => {
    const {data} = parse(readFileSync(join(deployFolder('production'), 'acme/configmap.yaml'), 'utf8'))
    expect(data.RECSYS_ARTIFACT_MODE_ENABLED).toBe('true')
    await started(deployEnvironment(deployFolder('production'), data))
  })
})
