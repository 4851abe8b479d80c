import { deExits } from './de-exits.js';
import type { Texts } from './texts.js';

/** German. */
export const de: Texts = {
  language: 'Deutsch',
  languages: 'Sprachen',
  minutes: (count) => (count === 1 ? '1 Minute' : `${count} Minuten`),
  next: 'Wie es weitergeht',
  account: 'Konto',
  reference: 'Referenz',
  details: 'Einzelheiten',
  back: (host) => `Zurück zu ${host}`,
  unknownBot: 'der Bot',
  unknownSystem: 'das andere System',
  landing: {
    title: ({ bot, system }) => `${system} mit ${bot} verbinden`,
    lead: ({ bot, system, isShared }) =>
      isShared
        ? `${bot} bittet um Zugriff auf ein Konto bei ${system} und arbeitet damit für alle, die mit dem Bot sprechen.`
        : `${bot} bittet um Zugriff auf Ihr Konto bei ${system}, um in Ihrem Auftrag zu arbeiten.`,
    person: 'Angefragt von',
    audience: 'Wird benutzt für',
    everybody: 'Alle, die mit dem Bot sprechen',
    yourself: 'Nur Sie selbst',
    on: (identity, channel) => `${identity}, Kanal ${channel}`,
    validFor: 'Dieser Link gilt noch',
    scopes: ({ bot }) => `Was ${bot} dann kann`,
    noScopes: 'Alles, was das Konto darf; das System kennt hier keine engeren Rechte.',
    continue: ({ system }) => `Weiter zu ${system}`,
    decline: 'Das war ich nicht',
    beware: ({ bot, isShared }) =>
      isShared
        ? `Fahren Sie nur fort, wenn Sie ${bot} einrichten oder jemand, den Sie kennen, Sie darum gebeten hat.`
        : `Fahren Sie nur fort, wenn Sie ${bot} gerade selbst darum gebeten haben. Hat Ihnen jemand diesen Link geschickt, wählen Sie „Das war ich nicht“.`,
    privacy: ({ system }) => `Sie melden sich direkt bei ${system} an. Ihr Passwort ist hier nie zu sehen.`,
    parameterMissing: 'Bitte füllen Sie dieses Feld aus.',
    parameterInvalid: 'Das kann nicht stimmen.',
    examples: (examples) => `Zum Beispiel: ${examples}`,
    pressAgain:
      'Bitte drücken Sie die Taste noch einmal. Erscheint diese Meldung wieder, erlauben Sie Cookies für diese Seite oder öffnen Sie den Link in einem anderen Browser.',
    errors: 'Bitte prüfen Sie Ihre Eingabe.',
  },
  credentials: {
    goesTo: 'Ihre Eingaben gehen an',
    username: 'Benutzername',
    password: 'Passwort',
    key: 'API-Schlüssel',
    submit: ({ system }) => `${system} verbinden`,
    kept: ({ bot }, host) =>
      `Sie werden jetzt bei ${host} geprüft, dann verschlüsselt aufbewahrt und nur für die Arbeit von ${bot} dort benutzt. Sie werden nie wieder angezeigt.`,
    exchanged: ({ system }, host) =>
      `Sie werden einmal an ${host} gesendet und hier nicht aufbewahrt: ${system} gibt dafür einen Zugriff, der sich wieder entziehen lässt.`,
    more: 'Wo es zu finden ist',
    alerts: {
      refused: ({ system }) => `${system} hat das nicht angenommen. Bitte prüfen Sie Ihre Eingaben.`,
      unavailable: (_parties, host) =>
        `${host} hat nicht wie erwartet geantwortet. Bitte prüfen Sie die Adresse, oder versuchen Sie es in einigen Minuten noch einmal.`,
      notUsable: () => 'Dieses Konto kann nicht benutzt werden. Bitte versuchen Sie es mit einem anderen.',
      busy: 'Ihre vorherige Eingabe wird noch geprüft. Bitte drücken Sie die Taste gleich noch einmal.',
    },
  },
  choice: {
    title: ({ system }) => `In ${system} auswählen`,
    lead: ({ bot, system }) => `Zu Ihrem Konto bei ${system} gibt es mehrere. Wählen Sie, womit ${bot} arbeiten soll.`,
    validFor: 'Sie können noch auswählen für',
    submit: 'Weiter',
    nothing: 'Bitte wählen Sie eines davon.',
  },
  code: {
    title: 'Nur noch ein Schritt',
    lead: ({ bot, isShared }) =>
      isShared
        ? `Geben Sie diesen Code dort ein, wo die Autorisierung von ${bot} begonnen wurde.`
        : `Schreiben Sie diesen Code in Ihren Chat mit ${bot}, damit sicher ist, dass Sie es waren.`,
    label: 'Ihr Code',
    validFor: 'Der Code gilt noch',
    beware: ({ isShared }) =>
      isShared
        ? 'Geben Sie den Code nur der Person, die Sie um die Autorisierung gebeten hat, und nur, wenn Sie sie kennen.'
        : 'Schreiben Sie ihn nur in den Chat, in dem Sie gefragt haben. Geben Sie ihn sonst niemandem, was immer man Ihnen sagt.',
    hostKnowsYou: () => 'Oder gehen Sie jetzt zurück: Wenn Sie dort angemeldet sind, ist vielleicht kein Code nötig.',
  },
  exits: deExits,
  steps: {
    'go-back': ({ bot, isShared }) =>
      isShared
        ? 'Schließen Sie diese Seite und kehren Sie dorthin zurück, wo Sie begonnen haben.'
        : `Schließen Sie diese Seite und kehren Sie in Ihren Chat mit ${bot} zurück.`,
    'ask-for-new-link': ({ bot, isShared }) =>
      isShared
        ? 'Um es noch einmal zu versuchen, beginnen Sie von vorn.'
        : `Um es noch einmal zu versuchen, bitten Sie ${bot} im Chat um einen neuen Link.`,
    'ask-for-new-link-later': ({ bot, isShared }) =>
      isShared
        ? 'Beginnen Sie in einigen Minuten von vorn.'
        : `Bitten Sie ${bot} in einigen Minuten um einen neuen Link.`,
    'allow-all': ({ bot, isShared }) =>
      isShared
        ? 'Beginnen Sie von vorn und erlauben Sie alles, was auf der Liste steht.'
        : `Bitten Sie ${bot} um einen neuen Link und erlauben Sie alles, was auf der Liste steht.`,
    'other-account': ({ system }) =>
      `Versuchen Sie es mit einem neuen Link und einem anderen Konto bei ${system}, falls Sie eines haben.`,
    'tell-administrator': ({ bot }) =>
      `Geschieht es wieder, wenden Sie sich mit der Referenz unten an die Stelle, die ${bot} betreut.`,
    'tell-administrator-now': ({ bot }) => `Wenden Sie sich mit der Referenz unten an die Stelle, die ${bot} betreut.`,
    'finish-there': () =>
      'Machen Sie in dem Browser weiter, in dem Sie sich angemeldet haben, oder im Chat, wenn er nach einem Code fragt.',
    'same-browser': () =>
      'Öffnen Sie den Link noch einmal in dem Browser, den Sie benutzen möchten, und bleiben Sie bis zum Ende darin. Auf dem Telefon: öffnen Sie ihn in Safari oder Chrome statt innerhalb der Chat-App.',
    'open-whole-link': () =>
      'Öffnen Sie den Link noch einmal genau so, wie Sie ihn erhalten haben; manchmal ist sein Ende abgeschnitten.',
    'open-link-again': () => 'Öffnen Sie den Link, den Sie erhalten haben, noch einmal und beginnen Sie dort.',
    reload: () => 'Laden Sie diese Seite in einigen Sekunden neu.',
    wait: () => 'Warten Sie fünf Minuten und versuchen Sie es dann noch einmal.',
    ignore: () => 'Mehr brauchen Sie nicht zu tun. Schickt Ihnen jemand einen solchen Link, öffnen Sie ihn nicht.',
  },
  setUp: {
    title: 'Attaché einrichten',
    lead: 'Legen Sie das erste Konto an. Ihm gehört diese Installation, und es darf darin alles.',
    name: 'Ihr Name',
    email: 'E-Mail-Adresse',
    password: 'Passwort',
    passwordHint: 'Mindestens 12 Zeichen. Am besten einige Wörter, die nur Sie so aneinanderreihen.',
    submit: 'Einrichten',
    errors: 'Das hat noch nicht geklappt',
    invalid: {
      token: 'Der Link ist nicht gültig. Nehmen Sie den, den der Server beim letzten Start ausgegeben hat.',
      name: 'Geben Sie Ihren Namen an, höchstens 100 Zeichen.',
      email: 'Geben Sie eine E-Mail-Adresse an, etwa ada@example.com.',
      password: 'Wählen Sie ein Passwort von 12 bis 200 Zeichen.',
    },
    doneTitle: 'Attaché ist bereit',
    doneLead: (name) => `Willkommen, ${name}. Sie sind in diesem Browser angemeldet.`,
    makeKey: 'Einen API-Schlüssel anlegen',
    makeKeyHint:
      'Führen Sie dies mit Ihrem Passwort in einem Terminal aus. Es meldet Sie an und gibt einen Schlüssel aus; bewahren Sie ihn auf, er wird nur einmal gezeigt.',
    useKey: 'Danach den ersten Bot anlegen',
    console: 'Konsole öffnen',
    reference: 'API-Referenz öffnen',
  },
  welcome: {
    title: 'Attaché läuft',
    lead: 'Aktionen für Bots: Menschen autorisieren einmal, im Chat, und der Bot erledigt die Arbeit.',
    pending:
      'Diese Installation gehört noch niemandem. Öffnen Sie den Link zum Einrichten, den der Server beim Start ausgegeben hat.',
    reference: 'API-Referenz',
    health: 'Zustand',
  },
};
