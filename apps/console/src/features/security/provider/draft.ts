import type { SingleSignOn, SingleSignOnSettings } from '../security.queries.ts';

/** The settings as they are edited. */
export type Draft = Required<SingleSignOn>;
export type Mapping = Draft['mappings'][number];

const empty: Draft = {
  providerName: '',
  issuer: '',
  clientId: '',
  clientSecret: '',
  scopes: ['openid', 'profile', 'email'],
  groupsClaim: 'groups',
  mappings: [],
  defaultGrants: [],
  isJustInTime: true,
  isEnforced: false,
  signsOutAtProvider: false,
  allowedDomains: [],
};

/** What the form begins with. */
export function draftOf(before: SingleSignOnSettings['singleSignOn']): Draft {
  if (before === null) return empty;
  const { hasClientSecret: _hasClientSecret, updatedAt: _updatedAt, ...settings } = before;
  return { ...settings, clientSecret: '' };
}

/** What is sent: a secret that was not typed stays as it is, for the same client of the same provider. */
export function bodyOfDraft({ clientSecret, ...draft }: Draft): SingleSignOn {
  const named = { issuer: draft.issuer.trim(), clientId: draft.clientId.trim() };
  return { ...draft, ...named, ...(clientSecret !== '' && { clientSecret }) };
}

/** What becomes of the secret where none is typed: another provider, or another client, is not handed the one of before. */
export function secretInWords(draft: Draft, before: SingleSignOnSettings['singleSignOn']): string {
  if (before?.hasClientSecret !== true) return 'Empty for a public client.';
  const { issuer, clientId } = bodyOfDraft(draft);
  if (issuer === before.issuer && clientId === before.clientId) return 'Left empty, it stays as it is.';
  return 'The one of before goes with the issuer or the client id: enter the new one. Empty for a public client.';
}
