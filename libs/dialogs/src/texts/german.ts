import type { AuthorizationEnd, Step, Texts } from './texts.js';

const authorizationEnded: Record<AuthorizationEnd, (step: Step) => string> = {
  denied: ({ task, system }) =>
    `Der Zugriff auf ${system} wurde nicht erlaubt, deshalb konnte ich „${task}“ nicht fortsetzen.`,
  expired: ({ task, system }) => `Der Link zu ${system} für „${task}“ ist abgelaufen.`,
  failed: ({ task, system }) => `Die Anmeldung bei ${system} für „${task}“ hat nicht geklappt.`,
  'provider-unavailable': ({ task, system }) =>
    `${system} ist gerade nicht erreichbar, deshalb konnte ich „${task}“ nicht fortsetzen. Vielleicht klappt es in ein paar Minuten.`,
  'scope-insufficient': ({ task, system }) => `${system} hat nicht alle Berechtigungen erteilt, die „${task}“ braucht.`,
  'account-not-usable': ({ task, system }) => `Dieses Konto bei ${system} lässt sich für „${task}“ nicht verwenden.`,
  'code-attempts-exhausted': ({ task, system }) =>
    `Der Code war zu oft falsch. Zu Ihrer Sicherheit gilt der Link zu ${system} für „${task}“ nicht mehr.`,
};

/** What the engine says in German. */
export const german: Texts = {
  words: {
    hello: ['hallo', 'hi', 'hey', 'guten tag', 'guten morgen', 'guten abend', 'moin', 'servus', 'grüß gott', 'start'],
    cancel: ['abbrechen', 'abbruch', 'stopp', 'stop', 'cancel', 'beenden', 'vergiss es', 'vergessen sie es', 'egal'],
    help: ['hilfe', 'hilf mir', 'helfen sie mir', 'help'],
    abilities: ['menü', 'was kannst du', 'was können sie', 'was kann ich tun', 'was kannst du alles', 'was geht noch'],
    back: ['zurück', 'geh zurück', 'gehen sie zurück', 'einen schritt zurück', 'vorherige frage', 'rückgängig'],
    startOver: [
      'von vorn',
      'von vorne',
      'neu anfangen',
      'noch einmal von vorn',
      'nochmal von vorne',
      'neu beginnen',
      'neustart',
    ],
    postpone: ['nicht jetzt', 'jetzt nicht', 'später', 'vielleicht später', 'ein andermal'],
    resume: ['fortsetzen', 'weitermachen', 'mach weiter', 'machen sie weiter', 'wo waren wir'],
    connections: [
      'meine verbindungen',
      'zeige meine verbindungen',
      'meine konten',
      'verbundene konten',
      'womit bin ich verbunden',
    ],
    disconnect: [
      'trennen',
      'verbindung trennen',
      '* trennen',
      'trenne *',
      'trennen sie *',
      'verbindung zu * trennen',
      'verbindung mit * trennen',
      'trenne die verbindung zu *',
      'von * abmelden',
    ],
    switchAccount: [
      'konto wechseln',
      'wechsle das konto',
      'anderes konto',
      'anderes konto verwenden',
      '* konto wechseln',
      'konto bei * wechseln',
      'anderes * konto verwenden',
    ],
    newLink: [
      'neuer link',
      'neuen link',
      'noch ein link',
      'einen neuen link',
      'nochmal senden',
      'erneut senden',
      'new link',
      'link',
    ],
    skip: ['überspringen', 'auslassen', 'weglassen', 'weiter', 'keine', 'keiner', 'keines', 'skip'],
    all: ['alle', 'alles'],
    and: ['und'],
    yes: ['ja', 'j', 'jo', 'jawohl', 'gern', 'gerne', 'klar', 'ok', 'okay', 'genau', 'richtig', 'natürlich'],
    no: ['nein', 'n', 'nee', 'nö', 'nicht', 'auf keinen fall'],
    retry: ['noch einmal', 'nochmal', 'erneut', 'erneut versuchen', 'wiederholen'],
    leave: ['lassen', 'so lassen', 'lass es', 'lassen sie es', 'nein danke'],
  },
  greeting: (bot, user) => (user ? `Hallo ${user}, ich bin ${bot}.` : `Hallo, ich bin ${bot}.`),
  abilities: 'Das kann ich für Sie tun:',
  noAbilities: 'Noch gibt es nichts, was ich für Sie tun kann. Bitte kommen Sie später wieder.',
  notUnderstood: 'Das habe ich nicht verstanden.',
  whichTask: 'Was davon meinen Sie?',
  tooManyTasks:
    'Wir haben schon viel angefangen. Bitte bringen Sie erst etwas zu Ende, oder schreiben Sie „abbrechen“, um das Letzte fallen zu lassen.',

  backTo: (task) => `Zurück zu „${task}“.`,
  skipHint: 'Mit „überspringen“ können Sie das auslassen.',
  yes: 'Ja',
  no: 'Nein',
  invalid: {
    text: 'Hier brauche ich ein paar Worte.',
    number: 'Das sieht nicht nach einer Zahl aus, wie etwa 1.250,50.',
    email: 'Das sieht nicht nach einer E-Mail-Adresse aus, wie etwa ada@example.com.',
    phone: 'Das sieht nicht nach einer Telefonnummer mit Landesvorwahl aus, wie etwa +49 30 901820.',
    time: 'Ich konnte keine eindeutige Uhrzeit erkennen. Versuchen Sie 14:30 oder „halb drei“.',
    'date-time': 'Ich konnte Tag und Uhrzeit nicht eindeutig erkennen. Versuchen Sie „morgen um 14:30“.',
    duration: 'Ich konnte keine Dauer erkennen. Versuchen Sie „1 Stunde 30 Minuten“.',
    money: 'Das sieht nicht nach einem Geldbetrag aus, wie etwa 1.250,50 EUR.',
    person: 'Hier brauche ich den Namen einer Person, wie etwa Grace Hopper.',
    company: 'Hier brauche ich den Namen einer Firma.',
    attachment: 'Hier brauche ich eine Datei. Bitte hängen Sie sie an Ihre Nachricht an.',
    date: 'Ich konnte kein eindeutiges Datum erkennen. Versuchen Sie „morgen“ oder ein Datum wie 31.01.2027.',
    url: 'Das sieht nicht nach einer Webadresse aus, wie etwa https://example.com.',
    choice: 'Das steht nicht zur Auswahl.',
    'yes-no': 'Bitte antworten Sie mit Ja oder Nein.',
  },
  tooLong: (limit) => `Das ist zu lang. Hier passen höchstens ${limit} Zeichen hin.`,
  tooSmall: (limit) => `Das ist zu wenig oder zu früh. Es muss mindestens ${limit} sein.`,
  tooLarge: (limit) => `Das ist zu viel oder zu spät. Es darf höchstens ${limit} sein.`,
  asking: (task) => `Wir sind mitten in „${task}“. Beantworten Sie die Frage, oder schreiben Sie „abbrechen“.`,

  corrected: (label, value) => `Ich habe „${label}“ geändert: ${value}.`,
  correctedUnseen: (label) => `Ich habe „${label}“ geändert.`,
  tooLateToCorrect: (label, { task, system }) =>
    `Um „${label}“ zu ändern, ist es zu spät: Dieser Schritt von „${task}“ wurde schon an ${system} geschickt.`,
  nothingToGoBackTo: 'Es gibt keine frühere Frage, zu der ich zurückgehen könnte.',
  tooLateToGoBack: ({ task, system }) =>
    `Ich kann nicht zurückgehen: Der letzte Schritt von „${task}“ wurde schon an ${system} geschickt. Schreiben Sie „von vorn“, um neu zu beginnen.`,
  startingOver: (task) => `Wir beginnen „${task}“ von vorn.`,
  nothingToStartOver: 'Es gibt nichts, was wir von vorn beginnen könnten.',
  postponed: (task) => `In Ordnung, „${task}“ kann warten. Schreiben Sie „fortsetzen“, um damit weiterzumachen.`,
  stillPutOff: (task) => `„${task}“ ist noch offen. Schreiben Sie „fortsetzen“, um damit weiterzumachen.`,
  nothingPostponed: 'Es gibt nichts fortzusetzen.',

  connections: 'Sie haben verbunden:',
  noConnections: 'Sie haben noch kein System verbunden. Ich frage Sie, sobald eine Aufgabe eines braucht.',
  account: (system, account) => (account ? `${system} (Konto ${account})` : `${system}`),
  whichConnection: 'Welches System meinen Sie?',
  notConnected: (system) => `Sie haben ${system} nicht verbunden.`,
  askDisconnect: (system, account) =>
    account
      ? `Soll ich die Verbindung zu ${system} (${account}) trennen? Ich kann dort dann nichts mehr für Sie tun.`
      : `Soll ich die Verbindung zu ${system} trennen? Ich kann dort dann nichts mehr für Sie tun.`,
  keptConnected: (system) => `In Ordnung, ${system} bleibt verbunden.`,
  changingAccount: {
    disconnect: (system) => `Ich trenne die Verbindung zu ${system}.`,
    'switch-account': (system) =>
      `Ich gebe Ihr jetziges Konto bei ${system} auf und besorge Ihnen einen Link für ein anderes.`,
  },
  accountSwitched: (system, account) =>
    account ? `${system} ist jetzt als ${account} verbunden.` : `${system} ist wieder verbunden.`,
  disconnectedHere: (system) =>
    `Ich kann ${system} nicht mehr für Sie benutzen. Dort konnte ich die Erlaubnis nicht zurücknehmen; bitte entfernen Sie sie in Ihrem Konto bei ${system}.`,
  disconnected: (system) => `Die Verbindung zu ${system} ist getrennt.`,
  accountUnchanged: (system, message) =>
    [`Ich konnte Ihre Verbindung mit ${system} nicht ändern.`, message].filter(Boolean).join(' '),
  accountTask: {
    disconnect: (system) => `Verbindung zu ${system} trennen`,
    'switch-account': (system) => `Konto bei ${system} wechseln`,
  },

  done: (task) => `„${task}“ ist erledigt.`,
  cancelled: (task) => `Ich habe „${task}“ abgebrochen.`,
  cancelledWhileRunning: ({ task, system }) =>
    `Ich habe „${task}“ angehalten. Der letzte Schritt war schon an ${system} geschickt und wird dort vielleicht noch ausgeführt.`,
  nothingToCancel: 'Es gibt nichts abzubrechen.',
  failed: (task, message, isTransient) =>
    [
      `Ich konnte „${task}“ nicht zu Ende bringen.`,
      message,
      isTransient
        ? 'Das gibt sich vielleicht: Bitte versuchen Sie es in einigen Minuten noch einmal.'
        : `Für einen neuen Versuch schreiben Sie „${task}“.`,
    ]
      .filter(Boolean)
      .join(' '),
  reasons: {
    'retries-exhausted': () => 'Ich habe keine Antwort bekommen, mit der ich etwas anfangen kann.',
    timeout: (system) => `${system} hat nicht rechtzeitig geantwortet.`,
    'outcome-unknown': (system) => `Ich weiß nicht, ob ${system} es ausgeführt hat; bitte sehen Sie zuerst dort nach.`,
    'authorization-denied': (system) => `Ich habe keinen Zugriff auf ${system}.`,
    'result-too-large': (system) => `Die Antwort von ${system} war zu groß für mich.`,
  },
  changed: (task) =>
    `„${task}“ wurde inzwischen geändert, deshalb musste ich aufhören. Um neu zu beginnen, schreiben Sie „${task}“.`,
  stepDone: ({ task, system }) => `Der letzte Schritt von „${task}“ wurde in ${system} ausgeführt.`,
  removed: (task) =>
    `„${task}“ gibt es nicht mehr, deshalb musste ich aufhören. Schreiben Sie „Hilfe“, um zu sehen, was ich kann.`,
  faulty: (task) =>
    `„${task}“ ist nicht richtig eingerichtet, deshalb musste ich aufhören. Bitte sagen Sie es denen, die diesen Bot betreuen.`,
  unreadable: 'Hier wollte ich Ihnen etwas sagen, konnte es aber nicht in Worte fassen.',
  askFor: (title) => `Bitte nennen Sie mir: ${title}`,

  linkTitle: (system) => `${system} verbinden`,
  linkText: ({ task, system }, bot) =>
    `Um „${task}“ fortzusetzen, braucht ${bot} Ihre Erlaubnis, ${system} zu benutzen.`,
  openLink: 'Bitte öffnen Sie diesen Link:',
  linkScopes: (scopes) => (scopes.length === 0 ? '' : `Sie werden um diese Erlaubnis gebeten: ${scopes.join(', ')}.`),
  linkLabel: (system) => `${system} verbinden`,
  linkHint:
    'Sobald Sie fertig sind, mache ich von selbst weiter. Schreiben Sie „neuer Link“ für einen anderen Link oder „abbrechen“.',
  linkOmitted: '(Link)',
  linkRequested: (system) => `Ich besorge Ihnen einen neuen Link zu ${system}.`,
  authorizationEnded: (reason, step, message) => [authorizationEnded[reason](step), message].filter(Boolean).join(' '),
  offerLink: (system) => `Soll ich Ihnen einen neuen Link zu ${system} schicken?`,
  newLink: 'Neuer Link',
  leave: 'So lassen',
  askCode: ({ task, system }) =>
    `Fast fertig: Bitte tippen Sie den 6-stelligen Code ein, den Ihr Browser jetzt zeigt. Er beweist, dass Sie selbst ${system} für „${task}“ verbunden haben.`,
  codeRejected:
    'Das ist nicht der Code, den Ihr Browser zeigt. Bitte sehen Sie noch einmal nach und tippen Sie die 6 Ziffern.',
  codeShape: 'Der Code hat 6 Ziffern. Sie finden ihn auf der Seite in Ihrem Browser.',
  codeBeingChecked: 'Ich prüfe Ihren Code.',
  connected: (system, account) =>
    account
      ? `Danke, ${system} ist als ${account} verbunden. Ich mache weiter.`
      : `Danke, ${system} ist verbunden. Ich mache weiter.`,

  othersAwaited: ({ task, system }) =>
    `Ich erreiche ${system} gerade nicht: Die Verbindung muss erneuert werden, und die zuständigen Personen wissen Bescheid. Ich mache mit „${task}“ von selbst weiter, sobald es wieder geht; schreiben Sie „abbrechen“, um aufzuhören.`,
  stillAwaitingOthers: ({ task, system }) =>
    `„${task}“ wartet, bis ${system} wieder verbunden ist. Die zuständigen Personen wissen Bescheid, und ich mache von selbst weiter. Schreiben Sie „abbrechen“, um aufzuhören.`,
  worksAgain: (system) => `${system} geht wieder. Ich mache weiter.`,

  stillRunning: ({ task, system }) =>
    `„${task}“ wartet noch auf eine Antwort von ${system}. Ich melde mich, sobald sie da ist.`,
  stillWaiting: ({ task, system }) =>
    `„${task}“ wartet auf Ihren Zugriff auf ${system}: Bitte öffnen Sie den Link oben. Schreiben Sie „neuer Link“ für einen anderen Link oder „abbrechen“.`,
  stillAskingCode: ({ task, system }) =>
    `„${task}“ wartet auf den 6-stelligen Code, den Ihr Browser zeigte, nachdem Sie ${system} verbunden hatten. Bitte tippen Sie ihn hier ein, oder schreiben Sie „neuer Link“ oder „abbrechen“.`,
  outcomeUnknown: ({ task, system }) =>
    `Ich konnte nicht herausfinden, ob ${system} den letzten Schritt von „${task}“ ausgeführt hat.`,
  offerRetry:
    'Soll ich es noch einmal versuchen oder so lassen? Falls es ausgeführt wurde, geschieht es sonst zweimal.',
  retry: 'Noch einmal',
};
