import type { FormField, FormView } from '../design/page-view.js';
import type { Parties, Texts } from '../texts/texts.js';
import type { CredentialAnswer, CredentialForm, LandingPage } from './page.js';

const inputs = {
  username: { type: 'text', autocomplete: 'username', maxLength: 255 },
  password: { type: 'password', autocomplete: 'current-password', maxLength: 4_096 },
  key: { type: 'password', autocomplete: 'off', maxLength: 4_096 },
} as const;

/** The fields in which a person types what authorizes calls. */
export function credentialFields(texts: Texts, { answers }: CredentialForm, language: string): readonly FormField[] {
  return answers.map((answer) => credentialField(texts, answer, language));
}

function credentialField(texts: Texts, answer: CredentialAnswer, language: string): FormField {
  const { landing, credentials } = texts;
  const { name, value, fault, translations } = answer;
  const translated = translations?.[language];
  const { title, description } = translated ?? answer;
  const errors = { missing: landing.parameterMissing, invalid: landing.parameterInvalid };
  return {
    ...{ name: `credential.${name}`, value, ...inputs[name] },
    label: title === '' ? credentials[name] : title,
    ...(description !== '' && { hint: description }),
    ...(title !== '' && translated === undefined && { language: 'en' }),
    error: fault && errors[fault],
  };
}

/** What to know before it is typed in. */
export function introOf(texts: Texts, { title, description, documentation }: CredentialForm): FormView['intro'] {
  if (title === '') return undefined;
  const link = documentation === undefined ? undefined : { href: documentation, label: texts.credentials.more };
  return { title, text: description, language: 'en', link };
}

/** What becomes of what is typed in. */
export function fateOf({ credentials }: Texts, parties: Parties, { isKept, hosts }: CredentialForm): string {
  const host = hosts.join(', ');
  return isKept ? credentials.kept(parties, host) : credentials.exchanged(parties, host);
}

/** Why the page comes back. */
export function alertOf(texts: Texts, parties: Parties, { alert, credentials }: LandingPage): string | undefined {
  const { landing, credentials: words } = texts;
  switch (alert) {
    case undefined:
      return undefined;
    case 'press-again':
      return landing.pressAgain;
    case 'errors':
      return landing.errors;
    case 'credentials-refused':
      return words.alerts.refused(parties);
    case 'system-unavailable':
      return words.alerts.unavailable(parties, credentials?.hosts.join(', ') ?? parties.system);
    case 'account-not-usable':
      return words.alerts.notUsable(parties);
    case 'busy':
      return words.alerts.busy;
  }
}
