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

/** What is sent: a secret that was not typed stays as it is. */
export function bodyOfDraft({ clientSecret, ...draft }: Draft): SingleSignOn {
  return { ...draft, issuer: draft.issuer.trim(), ...(clientSecret !== '' && { clientSecret }) };
}
