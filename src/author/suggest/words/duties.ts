/** One kind of duty that only a person's dated word can prove: how it is said, what is asked, how long it holds. */
export interface Duty {
  kind: string
  words: ReadonlySet<string>
  question: string
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
    question: 'When was it last replaced, and by whom?',
    renewEvery: '90d',
  },
  {
    kind: 'exercise',
    words: words(
      'exercised exercise rehearsed rehearsal rehearse practised practiced practise practice drill drilled tried tested test restored restore walked run ran trained train',
      'geübt üben geprobt ausprobiert erprobt getestet testen eingespielt probe ausgelöst schulen',
      'joué jouée testé testée tester répété exercé restaurée restauré essai essayé former',
    ),
    question: 'Who did this last, when, and what came of it?',
    renewEvery: '180d',
  },
  {
    kind: 'decide',
    words: words(
      'decide decided decision choose pick settle agree agreed approve approved sign-off signed',
      'entscheiden entschieden festlegen abgestimmt vereinbart freigegeben abnahme benannt',
      'décider décidé choisir convenu validé approuvé accord',
    ),
    question: 'Who decided this, when, and where is it written down?',
    renewEvery: '365d',
  },
  {
    kind: 'define',
    words: words(
      'document documented document define defined write written describe described record recorded name names filed',
      'dokumentieren dokumentiert definieren definiert beschreibt beschrieben notieren notizen eingetragen steht',
      'documenter documenté documentée définir défini écrit écrite décrire décrit rédiger figure',
    ),
    question: 'Where is this written down, and who says that it holds here?',
    renewEvery: '180d',
  },
  {
    kind: 'read',
    words: words('read lire lu lue relu relue relit lesen gelesen know knows kennen kennt'),
    question: 'Who has read it, and when?',
    renewEvery: '365d',
  },
  {
    kind: 'review',
    words: words(
      'review reviewed audit audited check checked verify verified validate validated confirm confirmed compared compare scanned ensure',
      'prüfen geprüft überprüft durchgesehen verglichen kontrolliert bestätigt bestätigen sicherstellen',
      'revue vérifier vérifié vérifiée contrôler contrôlé confirmer confirmé s’assurer assurer',
    ),
    question: 'Who looked, when, and what was seen?',
    renewEvery: '90d',
  },
]

export const anyDuty: Omit<Duty, 'words'> = {
  kind: 'see',
  question: 'Who saw that this is so, when, and how?',
  renewEvery: '90d',
}
