import {type InitDraft, type InitReport, type Surroundings, stages} from '../index.ts'
import type {Chosen} from './init-checklists.ts'

/** What `init` came to, in words. */
export interface InitDone {
  report: InitReport
  draft: InitDraft
  around: Surroundings
}

const many = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

/** The few lines at the end: what was written, why, what nobody knew, and what comes next. */
export async function initText({report, draft, around}: InitDone): Promise<string> {
  const {clean} = await stages.report()
  const lines = [
    ...writtenLines(report, draft),
    ...(report.unknown.length === 0 ? [] : ['', 'Not known', ...report.unknown.map((each) => `  ${each}`)]),
    '',
    `Next: ${report.next}`,
    ...(around.ci === null
      ? []
      : [`In CI: ${around.ci.name} runs here (${around.ci.file}); how to gate it: ${around.ci.page}`]),
  ]
  return `${lines.map((line) => clean(line, true).trimEnd()).join('\n')}\n`
}

function writtenLines({written, files, checklists}: InitReport, draft: InitDraft): string[] {
  const did = written ? 'Written' : 'Would write'
  return files.flatMap(({file, change}) => {
    if (file === 'proofmark.yaml') return [`${did}: ${file}`, ...reasons(draft)]
    const of = checklists.find(({bindings}) => bindings === file)
    if (of === undefined) return [`${written ? 'Added to' : 'Would add to'} ${file}: what runs saw, and the built site`]
    const what = `how to find out ${of.bound} of ${many(of.items, 'item')}; read it before you lean on it`
    return [`${change === 'added' && written ? 'Added to' : did}: ${file} (${what})`]
  })
}

function reasons({service, docs, checklists, source, environments}: InitDraft): string[] {
  const told = (word: string, text: string, why: string): string => `  ${word.padEnd(11)} ${text} (${why})`
  return [
    ...(service === null ? [] : [told('service', service.value, service.from)]),
    ...(docs === null ? [] : [told('docs', docs.value, docs.from)]),
    ...checklists.map(({file, items}) => told('checklist', file, many(items, 'item'))),
    ...environments.map(({name, target, config, left}) =>
      told(
        'environment',
        `${name}${target === null ? '' : ` at ${target.value}`}`,
        config.join(', ') || (left.length > 0 ? 'its files are left to you' : 'your answer'),
      ),
    ),
    ...(source === null ? [] : [told('sources', source.value, source.from)]),
  ]
}

/** What is said where no checklist was found: what was looked at, what comes near, and how to begin one. */
export async function noChecklist(
  root: string,
  {docs: [folder], cut}: Surroundings,
  {looked, problems}: Pick<Chosen, 'looked' | 'problems'>,
): Promise<string> {
  const {clean, problemText} = await stages.report()
  const more = cut ? ', and there is more in it' : ''
  return [
    `Unexpected folder \`${clean(root)}\` without a checklist, expected a Markdown file with boxes such as \`- [ ] …\`: ${many(looked, 'Markdown file')} looked at${more}. Nothing was written.`,
    ...problems.slice(0, 5).map((each) => problemText(each)),
    'Plain bullets count too, in a file whose front matter says `checklist: {bullets: true}`.',
    `To begin one, put this into ${folder?.value ?? 'docs'}/go-live.md:`,
    '',
    '  # Ready for production',
    '',
    '  - [ ] `/healthz` answers 200',
    '  - [ ] `DEBUG=false` in production',
    '',
    'Next: proofmark init',
    '',
  ].join('\n')
}
