/** The languages that the rules read. */
export type Language = 'en' | 'de' | 'fr'

const list = (line: string): ReadonlySet<string> => new Set(line.split(' '))

/** Small words that one of the languages has alone. */
const small: readonly {language: Language; words: ReadonlySet<string>}[] = [
  {
    language: 'en',
    words: list('the of and to is are be been has have with for not by from that this it its or when every each'),
  },
  {
    language: 'de',
    words: list(
      'der das den dem ein eine einen einer einem und oder ist sind nicht mit für auf von zu zum zur im wird werden wurde wurden es wenn jede jeder alle wir hat haben bei',
    ),
  },
  {
    language: 'fr',
    words: list(
      'le la les l’ du des un une et ou est sont pas avec pour dans par sur au aux ce cette que qui si chaque tous toutes nous a été être en',
    ),
  },
]

/** The language that some sentences are in, by their small words; English where nothing speaks for another. */
export function languageOf(sentences: readonly string[]): Language {
  const words = sentences.flatMap((sentence) => sentence.toLowerCase().match(/\p{L}+/gu) ?? [])
  const count = (known: ReadonlySet<string>): number => words.filter((word) => known.has(word)).length
  const counted = small.map(({language, words: known}) => ({language, times: count(known)}))
  const most = Math.max(...counted.map(({times}) => times))
  return counted.find(({times}) => times === most)?.language ?? 'en'
}
