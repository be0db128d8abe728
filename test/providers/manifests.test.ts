import {describe, expect, it} from 'vitest'
import {read} from './open.ts'

const configMap = (data: string, name = 'app') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n${data}`
const secret = (data: string, name = 'app') =>
  `apiVersion: v1\nkind: Secret\nmetadata:\n  name: ${name}\nstringData:\n${data}`
const deployment = (container: string, kind = 'Deployment', name = 'app') =>
  `apiVersion: apps/v1
kind: ${kind}
metadata: {name: ${name}}
spec:
  template:
    spec:
      containers:
        - name: app
${container}`

describe('ConfigMap and Secret', () => {
  it('are read as text, whatever YAML would make of it', async () => {
    const files = {'a.yaml': configMap('  A: yes\n  B: 012\n  C: 1.0\n  D: "x"\n  E:\n  F: |\n    two\n    lines')}
    for (const [name, value] of Object.entries({A: 'yes', B: '012', C: '1.0', D: 'x', E: '', F: 'two\nlines\n'}))
      expect(await read(name, files)).toMatchObject({value, kind: 'configmap'})
    expect(await read('B', files)).toMatchObject({source: {file: 'a.yaml', line: 7, column: 3}})
  })

  it('a Secret overrides a ConfigMap, in either order', async () => {
    const files = {'secret.yaml': secret('  A: hidden'), 'map.yaml': configMap('  A: shown')}
    const found = await read('A', files)
    expect(found).toMatchObject({
      ...{set: true, value: '[secret]', effective: '[secret]', secret: true, kind: 'secret'},
      source: {file: 'secret.yaml', line: 6, column: 3},
      overridden: [{file: 'map.yaml', line: 6, column: 3}],
    })
    expect(await read('A', {'1.yaml': files['map.yaml'], '2.yaml': files['secret.yaml']})).toMatchObject({
      kind: 'secret',
    })
  })

  it('several stand in one file, or in a list; other kinds say nothing', async () => {
    const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: x}\ndata: {A: wrong}\n'
    const many = `${configMap('  A: one')}\n---\n${service}---\n${configMap('  A: two')}`
    expect(await read('A', {'all.yaml': many})).toMatchObject({value: 'two'})
    const list = {kind: 'List', items: [{kind: 'ConfigMap', metadata: {name: 'a'}, data: {A: 'in a list'}}]}
    expect(await read('A', {'all.json': JSON.stringify(list)})).toMatchObject({value: 'in a list'})
  })

  it('data of a Secret is base64', async () => {
    const data = (value: string) => `kind: Secret\nmetadata: {name: s}\ndata: {A: ${value}}`
    expect(await read('A', {'s.yaml': data('aGlkZGVu')})).toMatchObject({value: '[secret]'})
    expect(await read('A', {'s.yaml': data('""')})).toMatchObject({value: '', secret: true})
    await expect(read('A', {'s.yaml': data('plain text!')})).rejects.toMatchObject({
      message: expect.stringContaining('s.yaml:3:8 Unexpected text in `data.A` of a Secret, expected base64'),
    })
  })
})

describe('workloads', () => {
  const from = '          envFrom:\n            - configMapRef: {name: app}\n            - secretRef: {name: app}\n'
  const own = '          env:\n            - {name: A, value: own}\n'
  const stores = {'map.yaml': configMap('  A: map\n  B: map'), 'secret.yaml': secret('  B: hidden')}

  it('take what they name: the own env over envFrom, a later one over an earlier', async () => {
    const files = {...stores, 'app.yaml': deployment(from + own)}
    expect(await read('A', files)).toMatchObject({
      value: 'own',
      kind: 'deployment',
      source: {file: 'app.yaml', line: 13},
    })
    expect(await read('B', files)).toMatchObject({value: '[secret]', kind: 'secret', overridden: [{file: 'map.yaml'}]})
  })

  it('do not take what they do not name', async () => {
    const files = {...stores, 'app.yaml': deployment(own)}
    expect(await read('B', files)).toMatchObject({set: false, kind: 'none'})
  })

  it('follow single keys', async () => {
    const refs = `          env:
            - name: A
              valueFrom: {secretKeyRef: {name: app, key: B}}
            - name: B
              valueFrom: {configMapKeyRef: {name: app, key: A}}
            - name: C
              valueFrom: {secretKeyRef: {name: kept-out-of-git, key: x}}
            - name: D
              valueFrom: {configMapKeyRef: {name: unknown, key: x}}
            - name: E
              valueFrom: {fieldRef: {fieldPath: status.podIP}}
            - name: F
              valueFrom: {secretKeyRef: {name: kept-out-of-git, key: x, optional: true}}
`
    const files = {...stores, 'app.yaml': deployment(refs)}
    expect(await read('A', files)).toMatchObject({value: '[secret]', kind: 'secret', source: {file: 'secret.yaml'}})
    expect(await read('B', files)).toMatchObject({value: 'map', kind: 'configmap'})
    expect(await read('C', files)).toMatchObject({
      ...{set: true, value: '[secret]', effective: '[secret]', kind: 'secret'},
      source: {file: 'app.yaml', line: 14, column: 15},
    })
    for (const name of ['D', 'E', 'F'])
      await expect(read(name, files)).rejects.toMatchObject({
        message: expect.stringContaining('what only the platform knows'),
      })
  })

  it('an unlisted ConfigMap or Secret leaves the rest unknown, unless it is optional', async () => {
    const gone =
      '          envFrom:\n            - configMapRef: {name: app}\n            - secretRef: {name: elsewhere}\n'
    const files = {'map.yaml': configMap('  A: map'), 'app.yaml': deployment(gone)}
    expect(await read('A', files)).toMatchObject({value: 'map'})
    await expect(read('X', files)).rejects.toMatchObject({
      ...{reason: 'error', what: 'app.yaml'},
      message: expect.stringContaining('app.yaml:11:15 Unexpected Secret `elsewhere` that no file of `config` holds'),
    })
    const optional = {...files, 'app.yaml': deployment(gone.replace('elsewhere', 'elsewhere, optional: true'))}
    expect(await read('X', optional)).toMatchObject({set: false})
  })

  it('the first container is the service, and a Deployment goes before a Job', async () => {
    const twice = `${own}        - name: sidecar\n          env:\n            - {name: A, value: sidecar}\n`
    const files = {'app.yaml': deployment(twice), 'job.yaml': deployment(own.replace('own', 'job'), 'Job', 'job')}
    expect(await read('A', files)).toMatchObject({value: 'own'})
  })

  it('a CronJob alone is read too', async () => {
    const cron =
      'kind: CronJob\nmetadata: {name: c}\nspec: {jobTemplate: {spec: {template: {spec: {containers: [{env: [{name: A, value: cron}]}]}}}}}'
    expect(await read('A', {'c.yaml': cron})).toMatchObject({value: 'cron'})
  })
})

describe('compose', () => {
  const services = (environment: string) => `services:\n  app:\n    image: app\n${environment}`

  it('reads maps, lists and files', async () => {
    const list = services('    env_file: [base.env]\n    environment:\n      - A=one\n      - B=x=y\n      - C\n')
    const files = {'compose.yaml': list, 'base.env': 'A=base\nD=base\n'}
    const config = [{file: 'compose.yaml', optional: false, values: {}}]
    expect(await read('A', files, {config})).toMatchObject({
      value: 'one',
      kind: 'compose',
      overridden: [{file: 'base.env'}],
    })
    expect(await read('B', files, {config})).toMatchObject({value: 'x=y', source: {line: 7, column: 9}})
    expect(await read('D', files, {config})).toMatchObject({value: 'base', kind: 'dotenv'})
    await expect(read('C', files, {config})).rejects.toMatchObject({
      message: expect.stringContaining('compose.yaml:8:9'),
    })
  })

  it('knows merged maps, and what compose fills in itself', async () => {
    const map =
      'x-base: &base {A: base, B: base}\nservices:\n  app:\n    environment:\n      <<: *base\n      B: own\n      C: $$5\n      D: ${FROM_SHELL:-x}\n'
    expect(await read('A', {'compose.yml': map})).toMatchObject({value: 'base'})
    expect(await read('B', {'compose.yml': map})).toMatchObject({value: 'own', source: {line: 6, column: 7}})
    expect(await read('C', {'compose.yml': map})).toMatchObject({value: '$5'})
    await expect(read('D', {'compose.yml': map})).rejects.toMatchObject({reason: 'error'})
  })
})

it.each([
  ['a: [', 'a.yaml:1:5 Unexpected end of a list in brackets, expected `]` behind it'],
  ['a: {{ .Values.x }}', 'Unexpected content of `a.yaml`, expected Kubernetes manifests or a compose file'],
  ['kind: ConfigMap\nmetadata: {name: x}\ndata:\n  A: {{ .Values.x }}', 'a.yaml:4:3 Unexpected manifest'],
  ['kind: ConfigMap\nmetadata: {name: x}\ndata: [1]', 'a.yaml:3:1 Unexpected manifest'],
  ['kind: ConfigMap\ndata: {A: x}', 'a.yaml:1:1 Unexpected manifest'],
  ['kind: Deployment\nmetadata: {name: x}\nspec: {template: {spec: {containers: [{env: [{value: x}]}]}}}', 'a.yaml:3:'],
  [
    'services: {app: {environment: [[1]]}}',
    'a.yaml:1:32 Unexpected compose file, expected text at `services.app.environment[0]`',
  ],
])('%j is a source that cannot be read', async (source, said) => {
  await expect(read('A', {'a.yaml': source})).rejects.toMatchObject({
    reason: 'error',
    message: expect.stringContaining(said),
  })
})

it('survives a file that is made to break its reader', async () => {
  const aliases = `a: &a [x,x,x,x,x,x,x,x,x,x]\n${Array.from({length: 9}, (_, i) => `${'bcdefghij'[i]}: &${'bcdefghij'[i]} [${`*${'abcdefghi'[i]},`.repeat(10)}]`).join('\n')}`
  for (const source of [
    aliases,
    `a: ${'['.repeat(50_000)}`,
    '\u0000',
    `kind: ConfigMap\ndata: ${'{a: '.repeat(20_000)}`,
  ])
    await expect(read('A', {'a.yaml': source})).rejects.toMatchObject({reason: 'error'})
})
