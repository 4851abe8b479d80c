import type { Texts } from './texts.js';

/** How visits end, in German. */
export const deExits: Texts['exits'] = {
  authorized: {
    title: ({ system }) => `${system} ist verbunden`,
    text: ({ bot, system, isShared }) =>
      isShared
        ? `${bot} kann jetzt mit ${system} für alle arbeiten, die mit dem Bot sprechen.`
        : `${bot} kann jetzt in Ihrem Auftrag mit ${system} arbeiten und macht von selbst weiter.`,
  },
  'already-used': {
    title: () => 'Dieser Link wurde schon benutzt',
    text: () => 'Die Autorisierung, für die er gedacht war, ist erledigt. Jeder Link gilt einmal.',
  },
  'access-denied': {
    title: () => 'Der Zugriff wurde nicht erlaubt',
    text: ({ bot, system }) => `Sie haben ${bot} nicht erlaubt, ${system} zu benutzen. Es wurde nichts verbunden.`,
  },
  'not-me': {
    title: () => 'Danke für den Hinweis',
    text: ({ bot }) => `Es wurde nichts verbunden. Der Link gilt nicht mehr, und ${bot} weiß Bescheid.`,
  },
  withdrawn: {
    title: () => 'Dieser Link wurde zurückgezogen',
    text: () => 'Er wird nicht mehr gebraucht. Es wurde nichts verbunden.',
  },
  'profile-stopped': {
    title: ({ system }) => `${system} wurde getrennt`,
    text: ({ bot, system }) =>
      `Wer sich um ${bot} kümmert, hat die Verbindung zu ${system} gestoppt. Dieser Link gilt nicht mehr, und es wurde nichts verbunden.`,
  },
  expired: {
    title: () => 'Dieser Link ist abgelaufen',
    text: () => 'Links gelten nur kurze Zeit, damit niemand sonst sie benutzen kann. Es wurde nichts verbunden.',
  },
  'provider-error': {
    title: ({ system }) => `${system} meldet einen Fehler`,
    text: ({ system }) => `${system} hat die Autorisierung nicht abgeschlossen. Es wurde nichts verbunden.`,
  },
  'provider-unavailable': {
    title: ({ system }) => `${system} ist nicht erreichbar`,
    text: ({ system }) => `${system} hat nicht rechtzeitig geantwortet. Es wurde nichts verbunden.`,
  },
  'grant-rejected': {
    title: ({ system }) => `${system} hat die Autorisierung nicht angenommen`,
    text: () => 'Die Antwort war verfallen oder schon einmal benutzt. Es wurde nichts verbunden.',
  },
  'profile-misconfigured': {
    title: () => 'Diese Verbindung ist nicht richtig eingerichtet',
    text: ({ bot, system }) =>
      `${bot} kann sich erst mit ${system} verbinden, wenn die Einstellungen berichtigt sind. Es liegt nicht an Ihnen.`,
  },
  'issuer-mismatch': {
    title: () => 'Die Antwort kam von anderer Stelle',
    text: ({ system }) =>
      `Sie stammt nicht von dem ${system}, das gefragt wurde. Zu Ihrer Sicherheit wurde nichts verbunden.`,
  },
  'scope-insufficient': {
    title: () => 'Es fehlen Berechtigungen',
    text: ({ bot, system }) =>
      `${bot} braucht alle Berechtigungen, um die bei ${system} gebeten wird. Es wurde nichts verbunden.`,
  },
  'account-not-usable': {
    title: () => 'Dieses Konto ist nicht geeignet',
    text: ({ bot, system }) =>
      `Die Anmeldung gelang, aber ${bot} kann mit diesem Konto bei ${system} nicht arbeiten. Es wurde nichts verbunden.`,
  },
  'action-changed': {
    title: () => 'Die Einstellungen haben sich geändert',
    text: ({ bot, system }) => `${bot} verbindet sich inzwischen anders mit ${system}. Es wurde nichts verbunden.`,
  },
  'credential-attempts-exhausted': {
    title: () => 'Zu viele Versuche',
    text: ({ system }) => `${system} hat die Eingaben immer wieder nicht angenommen. Es wurde nichts verbunden.`,
  },
  'code-attempts-exhausted': {
    title: () => 'Der Code war dreimal falsch',
    text: () => 'Zu Ihrer Sicherheit wurde die Autorisierung verworfen. Es ist nichts verbunden.',
  },
  'proof-expired': {
    title: () => 'Der Code kam nicht rechtzeitig',
    text: () => 'Zu Ihrer Sicherheit wurde die Autorisierung verworfen. Es ist nichts verbunden.',
  },
  'another-person': {
    title: () => 'Jemand anders hatte darum gebeten',
    text: () => 'Der Link war für eine andere Person. Zu Ihrer Sicherheit wurde die Autorisierung verworfen.',
  },
  internal: {
    title: () => 'Bei uns ist etwas schiefgegangen',
    text: () => 'Das hätte nicht geschehen sollen, und es liegt nicht an Ihnen.',
  },
  'wrong-browser': {
    title: () => 'Dies begann in einem anderen Browser',
    text: () =>
      'Zum Schutz Ihres Kontos muss eine Autorisierung in dem Browser enden, in dem sie begann. Es wurde nichts verbunden.',
  },
  'answer-refused': {
    title: () => 'Diese Antwort passt nicht',
    text: () =>
      'Sie gehört zu einer anderen Autorisierung als der, um die gebeten wurde. Zu Ihrer Sicherheit wurde nichts verbunden.',
  },
  'callback-invalid': {
    title: () => 'Diese Seite lässt sich nicht allein öffnen',
    text: () => 'Sie gehört zu einer Autorisierung, und hier ist keine im Gange.',
  },
  'link-unknown': {
    title: () => 'Dieser Link ist nicht gültig',
    text: () => 'Vielleicht ist er unvollständig oder zu alt.',
  },
  'page-unknown': {
    title: () => 'Hier ist keine Seite',
    text: () => 'Die Adresse ist unvollständig oder vertippt, oder was dort war, gibt es nicht mehr.',
  },
  'chat-unknown': {
    title: () => 'Hier ist kein Chat',
    text: () => 'Der Bot wurde entfernt, sein Chat geschlossen, oder der Link ist unvollständig.',
  },
  'too-many-attempts': {
    title: () => 'Zu viele Versuche',
    text: () => 'Aus Ihrem Netz wurden zu viele ungültige Links geöffnet.',
  },
  'attempts-used-up': {
    title: () => 'Dieser Link wurde zu oft versucht',
    text: () => 'Zu Ihrer Sicherheit kann man sich damit nicht mehr anmelden.',
  },
  'in-progress': {
    title: () => 'Einen Augenblick',
    text: ({ system }) => `Die Autorisierung bei ${system} wird gerade abgeschlossen.`,
  },
  unfinished: {
    title: () => 'Dies ist noch nicht fertig',
    text: ({ system }) => `Die Autorisierung bei ${system} wurde begonnen und ist noch nicht zu Ende.`,
  },
  elsewhere: {
    title: () => 'Dies wird in einem anderen Browser beendet',
    text: () => 'Nur der Browser, in dem die Autorisierung abgeschlossen wurde, zeigt, was noch zu tun ist.',
  },
  'form-refused': {
    title: () => 'Diese Anfrage kam von einer anderen Seite',
    text: () => 'Zu Ihrer Sicherheit wurde sie nicht ausgeführt.',
  },
  'set-up-done': {
    title: () => 'Attaché ist schon eingerichtet',
    text: () => 'Diese Installation hat bereits eine Inhaberin oder einen Inhaber. Melden Sie sich an.',
  },
};
