import { readPrivateKey } from '../assertions/private-key.js';
import { credentialViolations } from '../credentials/credential-rules.js';
import { isHeaderAllowed } from '../credentials/header-names.js';
import { grantTypes, isCodeGrant, isCredentialGrant, type GrantType } from './grant-type.js';
import type { ProfileCheck, ProfileDraft, ProfileViolation, UrlField } from './profile-draft.js';
import { profileWarnings } from './profile-warnings.js';
import { isReservedParameter } from './reserved-parameters.js';
import { parseScopes } from './scopes.js';
import { urlsOf, urlViolation, type ProfileCheckOptions } from './url-rules.js';

type Rule = (draft: ProfileDraft, options: ProfileCheckOptions) => readonly ProfileViolation[];

/** Checks a draft against every rule; never throws, never looks anything up. */
export function checkProfile(draft: ProfileDraft, options: ProfileCheckOptions = {}): ProfileCheck {
  return { violations: rules.flatMap((rule) => rule(draft, options)), warnings: profileWarnings(draft, options) };
}

const names: Rule = (draft) => [
  ...text('/name', draft.name, { max: 100, isRequired: true }),
  ...text('/description', draft.description, { max: 1_000, mayHaveLines: true }),
  ...text('/identityProviderName', draft.identityProviderName, { max: 100, isRequired: true }),
];

const choices: Rule = ({ grantType, clientAuthentication = 'client_secret_post', scopeSeparator = ' ' }) => [
  ...oneOf('/grantType', grantType, grantTypes),
  ...oneOf('/clientAuthentication', clientAuthentication, ['client_secret_post', 'client_secret_basic', 'none']),
  ...oneOf('/scopeSeparator', scopeSeparator, [' ', ',']),
];

const client: Rule = (draft, options) => {
  if (draft.grantType !== undefined && isCredentialGrant(draft.grantType)) return [];
  const clientId = text('/clientId', draft.clientId, { max: 255, isRequired: true, isPasted: true });
  return [...clientId, ...(draft.grantType === 'jwt-bearer' ? assertion(draft, options) : secret(draft, options))];
};

const secret: Rule = (draft, { hasStoredSecret = false }) => {
  const isPublic = draft.clientAuthentication === 'none';
  const isRequired = !isPublic && !hasStoredSecret;
  const violations = text('/clientSecret', draft.clientSecret, { max: 255, isRequired, isPasted: true });
  if (!isPublic || draft.grantType !== 'client-credentials') return violations;
  return [
    ...violations,
    at('/clientAuthentication', 'Client credentials need a client secret: send it in the body or header.'),
  ];
};

const assertion: Rule = ({ clientSecret = '', subject, audience, keyId }, { hasStoredSecret = false }) => {
  const isKept = clientSecret === '' && hasStoredSecret;
  const key = isKept ? undefined : readPrivateKey(clientSecret);
  return [
    ...(typeof key === 'string' ? [at('/clientSecret', key)] : []),
    ...text('/subject', subject, { max: 255, isPasted: true }),
    ...text('/audience', audience, { max: 3_000, isPasted: true }),
    ...text('/keyId', keyId, { max: 255, isPasted: true }),
  ];
};

const urls: Rule = (draft, options) => {
  const given = urlsOf(draft);
  const missing = requiredUrls(draft.grantType).filter((field) => !given.some((url) => url.field === field));
  const wrong = given.flatMap((url) => {
    const message = urlViolation(url, draft, options);
    return message === undefined ? [] : [at(pointerOf(url.field), message)];
  });
  return [...missing.map((field) => at(`/${field}`, 'Give this URL.')), ...wrong];
};

function requiredUrls(grantType: GrantType | undefined): readonly UrlField[] {
  if (grantType === undefined || isCodeGrant(grantType)) return ['authorizationUrl', 'tokenUrl'];
  return isCredentialGrant(grantType) ? [] : ['tokenUrl'];
}

function pointerOf(field: UrlField | 'checkUrl'): string {
  return field === 'checkUrl' ? '/credentials/checkUrl' : `/${field}`;
}

const credentials: Rule = (draft) => credentialViolations(draft);

const scopes: Rule = (draft) => {
  const list = parseScopes(draft.scopes ?? '');
  if (list.length > 100 || list.join(' ').length > 3_000)
    return [at('/scopes', 'Use at most 100 scopes and 3000 characters.')];
  // RFC 6749 section 3.3
  const odd = list.find((scope) => !/^[\x21\x23-\x5b\x5d-\x7e]+$/.test(scope));
  return odd === undefined
    ? []
    : [at('/scopes', 'Remove quotes, backslashes and letters outside ASCII from the scopes.')];
};

const additionalFields: Rule = ({ additionalFields: fields = {} }) =>
  Object.entries(fields).flatMap(([key, value]) => {
    const pointer = `/additionalFields/${escapePointer(key)}`;
    if (key.trim() === '' || key.length > 255) return [at(pointer, 'Give the field a name of at most 255 characters.')];
    if (isReservedParameter(key)) return [at(pointer, `"${key}" is set for each request and cannot be replaced.`)];
    return text(pointer, value, { max: 3_000 });
  });

const authorizationFields: Rule = ({ authorizationFields: fields = [] }) =>
  fields.flatMap(({ placement, key, value }, index) => {
    const pointer = `/authorizationFields/${index}`;
    const isHeader = placement === 'header';
    return [
      ...oneOf(`${pointer}/placement`, placement, ['header', 'body', 'query', 'path']),
      ...text(`${pointer}/key`, key, { max: 255, isRequired: true }),
      ...(isHeader && !isHeaderAllowed(key)
        ? [at(`${pointer}/key`, 'Give a header that may be set: this one belongs to HTTP itself.')]
        : []),
      ...text(`${pointer}/value`, value, { max: 3_000 }),
    ];
  });

const issuer: Rule = ({ issuer: value = '' }, { isUrlAllowed }) =>
  value === '' || isIssuer(value, isUrlAllowed)
    ? []
    : [at('/issuer', 'Give the issuer as the provider writes it: an https URL without query or fragment.')];

function isIssuer(value: string, isUrlAllowed: ProfileCheckOptions['isUrlAllowed']): boolean {
  if (!URL.canParse(value) || /[?#\s]/.test(value) || value.length > 3_000) return false;
  const url = new URL(value);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isUrlAllowed?.(url) === true);
}

const rules: readonly Rule[] = [
  ...[names, choices, client, urls, credentials],
  ...[scopes, additionalFields, authorizationFields, issuer],
];

interface TextRule {
  readonly max: number;
  readonly isRequired?: boolean;
  readonly mayHaveLines?: boolean;
  /** White space at its ends is a slip of pasting that providers do not forgive. */
  readonly isPasted?: boolean;
}

function text(pointer: string, value: string | undefined, rule: TextRule): ProfileViolation[] {
  if (value === undefined || value.trim() === '')
    return rule.isRequired ? [at(pointer, 'Give this; it is required.')] : [];
  if ([...value].length > rule.max) return [at(pointer, `Use at most ${rule.max} characters.`)];
  const controls = rule.mayHaveLines ? /[^\P{Cc}\n\r\t]/u : /\p{Cc}/u;
  if (controls.test(value)) return [at(pointer, 'Remove the line break or control character from it.')];
  return rule.isPasted && value !== value.trim() ? [at(pointer, 'Remove the white space at its ends.')] : [];
}

function oneOf(pointer: string, value: string | undefined, allowed: readonly string[]): ProfileViolation[] {
  return value !== undefined && allowed.includes(value) ? [] : [at(pointer, `Choose one of: ${allowed.join(', ')}.`)];
}

function escapePointer(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}

function at(pointer: string, message: string): ProfileViolation {
  return { pointer, message };
}
