/** The closed word lists that the rules read by, in English, German and French. A word that is not here means nothing to them. */
const list = (...lines: string[]): ReadonlySet<string> => new Set(lines.join(' ').split(' '))

export const negations = list(
  'not never no nobody none neither nor without don’t doesn’t isn’t cannot can’t won’t avoid stop remove',
  "don't doesn't isn't aren't can't won't differ differs differ unset forbidden",
  'nicht kein keine keinen keiner keinem keines nie niemals niemand ohne statt vermeiden entfernen',
  'ne pas jamais aucun aucune sans personne éviter supprimer retirer',
  'other than anders autre except außer sauf',
)
export const instead = list('instead rather unlike replaces formerly anstelle anstatt statt sondern plutôt lieu')
export const examples = list(
  'example e.g eg instance beispiel beispielsweise z.b exemple p.ex',
  'z ex such like etwa comme tel telle tels telles',
)
/** Where a value holds that is not the one of production. */
export const elsewhere = list(
  'sandbox staging test tests dev development local locally laptop ci demo preview testumgebung lokal entwicklung recette développement préproduction',
)
export const production = list('production prod live produktion produktiv')

export const setVerbs = list(
  'set sets configure configured configures define defined filled populated store supply',
  'gesetzt setzen setze konfiguriert konfigurieren definiert definieren hinterlegt hinterlegen eingetragen belegt angegeben befüllt',
  'défini définie définis définies définir renseigné renseignée renseignés renseignées renseigner configurer configuré configurée configurés configurées fixer fixé fixée mettre mis mise fourni fournie',
  'held',
)
export const on = list(
  'on enabled enable enables active activated activate activates',
  'an ein eingeschaltet einschalten aktiviert aktivieren aktiv angeschaltet',
  'activé activée activés activées activer active actif allumé',
)
export const off = list(
  'off disabled disable disables inactive deactivated deactivate',
  'aus ausgeschaltet ausschalten abgeschaltet abschalten deaktiviert deaktivieren inaktiv',
  'désactivé désactivée désactivés désactivées désactiver inactif éteint coupé',
)
/** Words that may stand between a name and its value, or between a switch and its state. */
export const links = list(
  'to be is are as must has have should shall needs stays stay remains remain kept keep left reads read equals equal explicitly always set turned switched turn switch at the value',
  'auf ist sind muss müssen soll sein steht stehen bleibt bleiben wieder bitte den wert',
  'à a sur est sont doit doivent être reste restent vaut la valeur bien toujours',
)
export const answers = list(
  'answers answer answered returns return returned gives give responds respond says say serves served status shows show yields sends → redirects redirect gone',
  'antwortet antworten liefert liefern gibt meldet zeigt sendet statuscode',
  'répond répondent renvoie renvoient retourne retournent donne affiche code statut redirige',
  'répondre renvoyer retourner afficher antworten beantwortet',
)
export const reachable = list(
  'reachable available up passes pass green healthy ready erreichbar verfügbar grün gesund accessible accessibles disponible joignable',
)
/** A caller that a bare request is not, or a state that a bare request does not meet. */
export const otherState = list(
  'log login sign anmelden angemeldet anmeldung connecter connexion',
  'role whose logged-in authenticated token-holder operators admins reader turns until broken down fails failure outage overloaded after during five wrong too many locked',
  'rolle angemeldete angemeldeten eingeloggt wird ausfall ausfällt überlastet nach während falschen falsche gesperrt solange',
  'rôle connecté connectés authentifié tombe panne surcharge après pendant mauvais verrouillé',
  'valid expired signed-in member members customer customers gültig gültigem gültiges gültige abgelaufen valide expiré expirée full voll plein',
)
export const absentCaller = list(
  'without missing nobody no unauthenticated anonymous anonymously unsigned ohne niemand anonym fehlt sans personne absente absent anonyme aucun aucune',
)
export const exists = list(
  'exists exist there present committed vorhanden existiert existieren liegt liegen existe existent présent présente',
)
export const carries = list(
  'includes include has have carry carries contain contains returns return enthält enthalten hat haben trägt contient contiennent comporte porte',
)
export const response = list(
  'response responses answer answers reply replies body json antwort antworten rumpf réponse réponses corps',
)
export const ifWords = list('if when whenever unless falls wenn sofern si lorsque quand', 'wherever')
export const onlyWords = list('only nur uniquement seulement')
/** Something that happens, and no state that a deployment is in. */
export const events = list(
  'fails fail failed breaks broke wrong stuck leaks something anything fehlschlägt schiefgeht ausfällt hängt échoue casse bloquée bloqué',
  'possible möglich doubt zweifel doute unsure any asked ever',
)
/** Who is spoken to: what they want, or do just then, is no state that a deployment is in. */
export const persons = list('you we i one somebody someone man sie ihr wir du vous on nous tu')
export const wishes = list(
  'want wants need needs must wish wishes prefer like would have decide feel',
  'will wollen wollt möchte möchten müssen musst brauchen braucht',
  'voulez veux voulons souhaitez souhaitons devez devons',
)
/** As far as it goes: advice, and no state either. */
export const asFarAs = list(
  'available possible feasible needed necessary practical appropriate vorhanden nötig möglich',
)
/** Words that make of what follows a sentence an applicable state. */
export const states = list(
  'using used use enabled on behind applicable required configured deployed available active',
  'verwendet genutzt aktiv aktiviert hinter zutreffend eingeschaltet vorhanden',
  'utilisé utilisée activé activée derrière applicable actif active ouvert ouverte',
  'offen open opened',
)
export const chooseVerbs = list(
  'pick choose select decide settle determine wählen auswählen wähle entscheiden festlegen bestimmen choisir décider sélectionner déterminer',
  'opt chosen decided settled selected either choice decision entschieden gewählt festgelegt bestimmt entscheidung wahl entweder wählt trancher retenir opter arrêter choisi choisie décidé décidée choix décision',
)
export const oneVerbs = list('pick choose select wählen wähle auswählen choisir sélectionner', 'either entweder')
/** A child that begins with one of these, or ends with one of the next, is work to do once something is chosen. */
export const workFirst = list(
  'put add write tell send create sign get ask invite announce inform publish record schedule brief give update book confirm check test train name agree order',
  'eintragen hinzufügen schreiben informieren bestellen ajouter écrire envoyer créer prévenir informer former',
)
export const workLast = list(
  'signed told sent done booked confirmed reviewed approved agreed filed informed briefed paid read tested checked verified named published invited',
  'unterschrieben unterzeichnet benachrichtigt geprüft freigegeben informiert eingewiesen abgeschlossen erledigt gelesen getestet gebucht bestätigt bestellt',
  'signé signée transmis transmise prévenu prévenue vérifié vérifiée validé validée informé informée formé formée reçu reçue fait faite lu testé',
)
/** They speak of what was chosen above. */
export const pronouns = list(
  'their them they his her it its him ihn ihm ihr ihre ihren deren le leur leurs son sa ses lui',
)
/** What has a few known forms: what stands below are those forms. */
export const manners = list(
  'mode modes way how strategy type kind method format mechanism whether where approach model form',
  'modus art weise wie verfahren methode strategie ob wo variante form betriebsart',
  'comment méthode façon manière stratégie type où variante régime',
)
export const secretly = list(
  'securely safely vault secret rotate rotated sicher geheim tresor secrètement coffre renouvelé',
)
export const wired = list(
  'wired connected scraped probes probe exercised dashboards alerting alerts verdrahtet verbunden angeschlossen sonden branchées branchés sondes relevées',
)
export const cluster = list("cluster cluster's cluster’s clusters grappe")
/** Small words that tell nothing apart. */
export const fillers = list(
  'a an the this that these those and or of for to in on at by with from as per via into is are be been it its your our you we they i',
  'der die das den dem des ein eine einen und oder von für zu im in am auf bei mit aus ist sind wird werden',
  'le la les l un une des de du d et ou pour à au aux en dans sur par avec est sont qui que',
)
/** They begin a state that the answer depends on. */
export const whiles = list(
  'if when while after until once during wenn falls sobald während nach solange bis si quand lorsque dès pendant après tant',
)
/** What is chosen out of a world of possibilities: what stands below is what to do then. */
export const openNouns = list(
  'owner owners vendor provider supplier partner person people date day slot room venue lead contact reviewer deputy agency contractor',
  'anbieter dienstleister lieferant lieferanten partner person termin tag ort raum ansprechpartner vertretung verantwortliche verantwortlichen agentur',
  'prestataire fournisseur partenaire personne date jour lieu salle responsable référent référente interlocuteur agence',
)
/** Words that make of a value what was, what may be, what holds for a while, or what another thing takes. */
export const unsettled = list(
  'considered rejected old previously can could may might requires require first once temporarily during while',
  'früher bisher alte alter kann können darf dürfen erfordert zuerst einmal vorübergehend während',
  'ancien ancienne peut peuvent pourrait nécessite requiert temporairement pendant',
)
/** A name or value that somebody took away: what the sentence names must not be so. */
export const takenAway = list(
  'gone removed drop dropped delete deleted eliminated purged absent retired',
  'entfernt weg gelöscht löschen verschwunden gestrichen',
  'supprimé supprimée supprimés supprimées retiré retirée retirés retirées enlevé enlevée disparu absent absente',
)
/** They make what stands before them hold only at times. */
export const unlesses = list('unless sofern falls wenn if when si quand lorsque')
