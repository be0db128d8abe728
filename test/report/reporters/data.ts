import type {Checklist, Gate} from '../../../src/model/index.ts'
import {type ReportData, type ReportedEnvironment, reporters, reportText, runReport} from '../../../src/report/index.ts'
import {at, checklist, finding, gate, launch, plan, repair, result, results, run} from '../launch.ts'

/** What a reporter of this name makes of some data. */
export function report(name: string, data: ReportData): string {
  const found = reporters.find((each) => each.name === name)
  if (found === undefined) throw new Error(`expected a reporter ${name}`)
  return found.report(data)
}

export function dataOf(environments: readonly ReportedEnvironment[]): ReportData {
  const judged = environments.map((each) => ({...each, run: each.runs[0] ?? run(), savedAs: null, others: []}))
  return {
    environments,
    document: runReport(judged),
    text: (sheet) => judged.map((each) => reportText({...each, ...sheet, mode: 'normal'})).join('\n'),
    sheet: {columns: 100, colour: false},
  }
}

/** The example that the look of the report was drawn with. */
export function launchData(): ReportData {
  const example = launch()
  return dataOf([{...example, runs: [example.run], problems: []}])
}

/** Sentences as an attacker would write them into a checklist. */
export const hostileTexts = [
  'x | y `code` ``two`` [a](https://evil.example/x) ![i](https://evil.example/i.png) <img src=x onerror=alert(1)>',
  '@someone and @org/team, see #12, GH-34, org/repo#5, https://github.com/org/repo/issues/6, www.evil.example, a@b.example',
  '</details><!-- --> <script>alert(1)</script> &lt;b&gt; &#64;someone &#35;7 \\@someone \\#8 \\| \\\\| end',
  'first line\n::error title=planted::planted\r\nnot ok 99 - planted\nBail out! planted\n# gone',
  'ok # SKIP planted # TODO planted \\# SKIP planted',
  '=HYPERLINK("https://evil.example")',
  '+1',
  '-1',
  '\tcmd',
  '\rcmd',
  '@SUM(A1)',
  'quote " comma , both ",\r\nnext',
  ']]> <![CDATA[ \u0000\u0001\u001b[31m\uFFFE\uD800 </testcase><testcase name="planted"/>',
  '%0A%25 ::notice::planted: a, b',
  '\u202Eturned \u2066text',
  '**bold** _thin_ ~~gone~~ $math$ ^up^ {x} !',
]

/** A checklist of such sentences, an item each, with one status and a message that is as hostile. */
export function hostile(texts: readonly string[], status: 'fail' | 'blocked' | 'not-applicable'): ReportData {
  const list: Checklist = checklist(
    [texts[0] ?? ''],
    texts.map((text, index) => ({id: `i${index}`, text, section: texts[0] ?? ''})),
  )
  const items = list.items.map(({id}) => `${list.name}:${id}`)
  const cells = texts.map((text, index) =>
    result(items[index] ?? '', status, {
      own: {status, reason: status === 'fail' ? 'expectation' : 'condition', because: text},
      owner: text,
      findings:
        status === 'fail'
          ? [finding(`c${index}`, {outcome: 'fail', expected: text, saw: text, message: text, source: at(3, 1, text)})]
          : [],
    }),
  )
  const open: Partial<Gate> = {
    repairs: texts.map((text, index) =>
      repair(items[index] ?? '', 'fail', {owner: text, because: text, expected: text, saw: text, next: text}),
    ),
  }
  const planned = {...plan([list]), service: texts[0] ?? ''}
  return dataOf([
    {
      plan: planned,
      runs: [run({release: texts[1] ?? null})],
      results: results(cells, {gates: [gate(open)]}),
      problems: texts.map((text) => ({slug: 'vacuous', message: text, at: at(2, 1, 'docs/a:b,c%.md'), also: []})),
    },
  ])
}
