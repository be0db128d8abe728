import type {Language} from './language.ts'

/** One kind of duty that only a person's dated word can prove: how it is said, what is asked, how long it holds. */
export interface Duty {
  kind: string
  words: ReadonlySet<string>
  /** Words behind one of them that make another thing of it: a "read replica" is read by nobody. */
  notBefore?: ReadonlySet<string>
  question: Readonly<Record<Language, string>>
  renewEvery: string
}

const words = (...lines: string[]): ReadonlySet<string> => new Set(lines.join(' ').split(' '))

/** In the order in which they are looked for; the last one fits where no other does. */
export const duties: readonly Duty[] = [
  {
    kind: 'rotate',
    words: words(
      'rotate rotated rotation renew renewed rotieren rotiert erneuert erneuern renouvelé renouvelée renouveler rotation',
    ),
    question: {
      en: 'When was it last replaced, and by whom?',
      de: 'Wann wurde es zuletzt ersetzt, und von wem?',
      fr: 'Quand a-t-il été remplacé pour la dernière fois, et par qui ?',
    },
    renewEvery: '90d',
  },
  {
    kind: 'exercise',
    words: words(
      'exercised exercise rehearsed rehearsal rehearse practised practiced practise practice drill drilled tried tested test restored restore walked run ran trained train',
      'geübt üben geprobt ausprobiert erprobt getestet testen eingespielt probe ausgelöst schulen',
      'joué jouée testé testée tester répété exercé restaurée restauré essai essayé former',
    ),
    question: {
      en: 'Who did this last, when, and what came of it?',
      de: 'Wer hat das zuletzt getan, wann, und was kam dabei heraus?',
      fr: 'Qui l’a fait en dernier, quand, et avec quel résultat ?',
    },
    renewEvery: '180d',
  },
  {
    kind: 'decide',
    words: words(
      'decide decided decision choose pick settle agree agreed approve approved sign-off signed',
      'entscheiden entschieden festlegen abgestimmt vereinbart freigegeben abnahme benannt',
      'décider décidé choisir convenu validé approuvé accord',
    ),
    question: {
      en: 'Who decided this, when, and where is it written down?',
      de: 'Wer hat das entschieden, wann, und wo steht es geschrieben?',
      fr: 'Qui l’a décidé, quand, et où est-ce écrit ?',
    },
    renewEvery: '365d',
  },
  {
    kind: 'define',
    words: words(
      'document documented document define defined write written describe described record recorded name names filed',
      'dokumentieren dokumentiert definieren definiert beschreibt beschrieben notieren notizen eingetragen steht',
      'documenter documenté documentée définir défini écrit écrite décrire décrit rédiger figure',
    ),
    question: {
      en: 'Where is this written down, and who says that it holds here?',
      de: 'Wo steht das geschrieben, und wer sagt, dass es hier gilt?',
      fr: 'Où est-ce écrit, et qui dit que cela vaut ici ?',
    },
    renewEvery: '180d',
  },
  {
    kind: 'read',
    words: words('read lire lu lue relu relue relit lesen gelesen know knows kennen kennt'),
    notBefore: words('replica replicas only access model models timeout timeouts write writes path paths traffic rate'),
    question: {
      en: 'Who has read it, and when?',
      de: 'Wer hat es gelesen, und wann?',
      fr: 'Qui l’a lu, et quand ?',
    },
    renewEvery: '365d',
  },
  {
    kind: 'review',
    words: words(
      'review reviewed audit audited check checked verify verified validate validated confirm confirmed compared compare scanned ensure',
      'prüfen geprüft überprüft durchgesehen verglichen kontrolliert bestätigt bestätigen sicherstellen',
      'revue vérifier vérifié vérifiée contrôler contrôlé confirmer confirmé s’assurer assurer',
    ),
    question: {
      en: 'Who looked, when, and what was seen?',
      de: 'Wer hat nachgesehen, wann, und was war zu sehen?',
      fr: 'Qui a regardé, quand, et qu’a-t-on vu ?',
    },
    renewEvery: '90d',
  },
]

export const anyDuty: Omit<Duty, 'words'> = {
  kind: 'see',
  question: {
    en: 'Who saw that this is so, when, and how?',
    de: 'Wer hat gesehen, dass es so ist, wann, und wie?',
    fr: 'Qui a vu que c’est le cas, quand, et comment ?',
  },
  renewEvery: '90d',
}
