import {checks, shownCheck} from '../../src/checks/index.ts'
import type {Binding, ShownCheck} from '../../src/model/index.ts'
import {at, binding} from './snapshot.ts'

const queue: ShownCheck = {
  name: 'queue-depth',
  summary: 'Reads how many messages wait in a queue, and how long the oldest has',
  at: at(1, 'checks/queue-depth.ts'),
  expects: 'messages < 1000 && oldest_message_age_in_milliseconds < 60000',
  params: [
    {name: 'queue', takes: 'text', usual: null, required: true, what: 'Name of the queue, as `exposures.v2`'},
    {name: 'at_most', takes: 'whole number', usual: '1000', required: false, what: 'How many may wait'},
  ],
  observation: [
    {name: 'messages', takes: 'whole number', usual: null, required: true, what: 'How many wait'},
    {name: 'oldest_message_age_in_milliseconds', takes: 'number', usual: null, required: true, what: 'طول الانتظار'},
  ],
}

/** Every check that ships, one of the project's own, and one that nothing calls. */
export const usedChecks: readonly ShownCheck[] = [
  ...checks.map((check) => shownCheck(check, null)),
  queue,
  {...queue, name: 'unused', at: at(1, 'checks/unused.ts'), expects: null, params: [], observation: []},
]

/** Binds items to these checks: most lean on the first, some on each of the others but the last, on which none does. */
export const boundToChecks = (keys: readonly string[]): Record<string, Binding> =>
  Object.fromEntries(
    keys.map((key, index) => {
      const {name} = usedChecks[index % 12 < usedChecks.length - 1 ? index % 12 : 0] ?? queue
      return [key, binding({checks: [callOf(name)]})]
    }),
  )

const callOf = (check: string): Binding['checks'][number] => ({
  check,
  params: {},
  written: `${check}: it`,
  expect: null,
  when: null,
  from: null,
  needs: [],
  timeout: null,
  retry: null,
  why: null,
  at: at(1, 'docs/readiness.bindings.yaml'),
})
