import {describe, expect, test} from 'vitest'
import {checkFactValue, evaluateFactValue, settingsIn} from '../../src/expr/index.ts'
import {readSetting, Setting, type SettingReading, type SettingValue} from '../../src/model/index.ts'

const settings = {
  MODE: Setting.parse({}),
  ON: Setting.parse({as: 'bool', default: 'false'}),
  BARE: Setting.parse({as: 'bool'}),
  LIMIT: Setting.parse({as: 'int', default: '10'}),
  RATIO: Setting.parse({as: 'number'}),
  TTL: Setting.parse({as: 'duration', junk: 'refuse'}),
  HOSTS: Setting.parse({as: 'list'}),
  SALT: Setting.parse({secret: true}),
}
type Name = keyof typeof settings

const readings = (raw: Partial<Record<Name, string | null>>): Record<string, SettingReading> =>
  Object.fromEntries(
    Object.entries(raw).map(([name, value]) => {
      const setting =
        settings[
          name === 'ON' ||
          name === 'BARE' ||
          name === 'LIMIT' ||
          name === 'RATIO' ||
          name === 'TTL' ||
          name === 'HOSTS' ||
          name === 'SALT'
            ? name
            : 'MODE'
        ]
      return [name, given(name, readSetting(name, value ?? null, setting).effective)]
    }),
  )
const given = (name: string, effective: SettingValue | null): SettingReading => ({
  name,
  set: effective !== null,
  value: effective === null ? null : String(effective),
  effective,
  junk: false,
  secret: false,
  source: null,
  kind: 'values',
  overridden: [],
})

describe('facts from settings', () => {
  test.each([
    ['config.ON', {ON: 'YES'}, 'true'],
    ['config.ON', {ON: null}, 'false'],
    ['!config.ON', {ON: 'off'}, 'true'],
    ['config.BARE', {BARE: null}, 'unknown'],
    ['config.BARE', {}, 'unknown'],
    ['config.BARE || config.ON', {BARE: null, ON: '1'}, 'true'],
    ['config.BARE && config.ON', {BARE: null, ON: '0'}, 'false'],
    ['config.MODE == "artifact"', {MODE: 'artifact'}, 'true'],
    ['config.MODE in ["a", "b"]', {MODE: 'b'}, 'true'],
    ['config.MODE.matches("^art")', {MODE: 'artifact'}, 'true'],
    ['config.LIMIT > 5', {LIMIT: 'junk'}, 'true'],
    ['config.LIMIT > 5', {LIMIT: '3'}, 'false'],
    ['config.RATIO >= 0.5', {RATIO: '0.5'}, 'true'],
    ['config.RATIO > 0', {RATIO: '0.1'}, 'true'],
    ['config.TTL >= 90000', {TTL: '1m30s'}, 'true'],
    ['config.TTL > 0', {TTL: '10us'}, 'true'],
    ['config.TTL < 0', {TTL: '-1.5ms'}, 'true'],
    ['config.TTL > 0', {TTL: 'soon'}, 'unknown'],
    ['size(config.HOSTS) == 2', {HOSTS: 'a, b,'}, 'true'],
    ['"b" in config.HOSTS', {HOSTS: 'a,b'}, 'true'],
    ['config.HOSTS.exists(host, host.endsWith(".example"))', {HOSTS: 'a.example'}, 'true'],
    ['config.LIMIT / 0 == 1', {LIMIT: '1'}, 'unknown'],
  ] as const)('%s with %j is %s', (text, raw, truth) => {
    expect(checkFactValue(text, settings)).toBeNull()
    expect(evaluateFactValue(text, settings, readings(raw))).toBe(truth)
  })

  test('a secret that hides its value behind a word is unknown where a number is read', () => {
    expect(evaluateFactValue('config.LIMIT > 1', settings, {LIMIT: given('LIMIT', '[secret]')})).toBe('unknown')
    expect(evaluateFactValue('config.SALT != ""', settings, {SALT: given('SALT', '[secret]')})).toBe('true')
  })

  test.each([
    ['config.MODEE == "x"', 'unknown-setting', 'Unexpected setting `MODEE`, did you mean `MODE`?'],
    ['true || config.NOPE', 'unknown-setting', 'Unexpected setting `NOPE`'],
    ['config.ON == "true"', 'expression', 'Unexpected `==` between `true` or `false` and text'],
    ['config.MODE', 'expression', 'Unexpected text'],
    ['config', 'expression', 'Unexpected `config` alone'],
    ['has(config.ON)', 'refused-expression', 'Unexpected `has()`'],
    ['dyn(config.ON)', 'refused-expression', 'Unexpected `dyn()`'],
    ['"ON" in config', 'expression', 'Unexpected `config` alone'],
    ['facts.auth.jwt', 'expression', 'Unexpected `facts`'],
    ['ON', 'expression', 'Unexpected name `ON`'],
    ['config.ON and config.BARE', 'expression', 'expected `&&`'],
    ['', 'expression', 'empty'],
  ])('%s is refused', (text, slug, message) => {
    expect(checkFactValue(text, settings)).toMatchObject({slug, message: expect.stringContaining(message)})
  })

  test('the settings that a fact reads', () => {
    expect(settingsIn('config.ON || config.HOSTS.exists(h, h == config.MODE)', settings)).toEqual([
      'ON',
      'HOSTS',
      'MODE',
    ])
  })
})

describe('reading a setting as the service does', () => {
  test.each([
    ['text', 'as it is ', {}, 'as it is ', false],
    ['text', '', {}, '', false],
    ['bool', 'YES', {}, true, false],
    ['bool', ' t ', {}, true, false],
    ['bool', 'Off', {}, false, false],
    ['bool', '', {default: 'true'}, true, true],
    ['bool', 'enabled', {default: 'false'}, false, true],
    ['bool', 'enabled', {default: 'false', junk: 'refuse'}, null, true],
    ['bool', 'enabled', {true: ['enabled'], false: ['disabled']}, true, false],
    ['bool', 'true', {true: ['enabled'], false: ['disabled']}, null, true],
    ['int', '012', {}, 12, false],
    ['int', '-3', {}, -3, false],
    ['int', '1.5', {default: '7'}, 7, true],
    ['int', '99999999999999999999', {}, null, true],
    ['int', '0x10', {}, null, true],
    ['number', '1e3', {}, 1000, false],
    ['number', '.5', {}, 0.5, false],
    ['number', 'NaN', {}, null, true],
    ['number', 'Infinity', {}, null, true],
    ['number', '', {}, null, true],
    ['duration', '1h30m', {}, 5_400_000, false],
    ['duration', '200ms', {}, 200, false],
    ['duration', '-1.5h', {}, -5_400_000, false],
    ['duration', '1.5s', {}, 1500, false],
    ['duration', '.5s', {}, 500, false],
    ['duration', '2us', {}, 0.002, false],
    ['duration', '0', {}, 0, false],
    ['duration', '5', {default: '1s', junk: 'refuse'}, null, true],
    ['duration', '1d', {}, null, true],
    ['duration', '1 h', {}, null, true],
    ['duration', '', {default: '1s'}, 1000, true],
    ['list', 'a, b ,c', {}, ['a', 'b', 'c'], false],
    ['list', '', {}, [], false],
    ['list', ' , ', {}, [], false],
  ] as const)('%s %j %j', (as, raw, rest, effective, junk) => {
    expect(readSetting('X', raw, Setting.parse({as, ...rest}))).toEqual({effective, junk})
  })
  test.each([
    [{as: 'bool', default: 'yes'}, true],
    [{as: 'bool'}, null],
    [{as: 'int', default: 'junk'}, null],
    [{as: 'list', default: 'a,b'}, ['a', 'b']],
  ] as const)('not set: %j', (setting, effective) => {
    expect(readSetting('X', null, Setting.parse(setting))).toEqual({effective, junk: false})
  })
})
