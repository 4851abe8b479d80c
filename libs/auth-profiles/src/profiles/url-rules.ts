import { isSecretName } from '../token-endpoint/redaction.js';
import type { ProfileDraft, ProfilePreset, UrlField } from './profile-draft.js';
import { isReservedParameter } from './reserved-parameters.js';
import { placeholdersIn } from './url-template.js';

/** What the rules need to know besides the draft. */
export interface ProfileCheckOptions {
  readonly preset?: ProfilePreset;
  /** Asked for each URL that is not https: the operator may list hosts that are reached by http. */
  readonly isUrlAllowed?: (url: URL) => boolean;
  /** The profile is being changed and has a secret already. */
  readonly hasStoredSecret?: boolean;
}

const maxUrlLength = 3_000;

/** Stands for a placeholder's value while a URL is judged. */
const sample = 'placeholder-value';

/** A URL of a draft. */
export interface DraftUrl {
  readonly field: UrlField | 'checkUrl';
  readonly text: string;
}

/** The URLs that a draft holds. */
export function urlsOf({ credentials, ...draft }: ProfileDraft): readonly DraftUrl[] {
  const fields = ['authorizationUrl', 'tokenUrl', 'refreshUrl', 'revocationUrl', 'apiUrl'] as const;
  const urls = [...fields.map((field) => ({ field, text: draft[field] })), checkUrlOf(credentials)];
  return urls.filter((url): url is DraftUrl => (url.text ?? '') !== '');
}

function checkUrlOf(credentials: ProfileDraft['credentials']) {
  return { field: 'checkUrl', text: credentials?.checkUrl } as const;
}

/** Says what is wrong with a URL of a draft, in the order in which somebody would correct it; undefined when nothing is. */
export function urlViolation(
  { field, text }: DraftUrl,
  draft: ProfileDraft,
  options: ProfileCheckOptions,
): string | undefined {
  if (text.length > maxUrlLength) return `Use at most ${maxUrlLength} characters.`;
  if (/[\s\\\p{C}]/u.test(text)) return 'Remove the white space, backslash or control character from it.';
  return placeholderViolation(text, draft, options) ?? partsViolation(field, text, options);
}

function placeholderViolation(text: string, draft: ProfileDraft, { preset }: ProfileCheckOptions): string | undefined {
  const declared = (preset?.parameters ?? []).map(({ name }) => name);
  const unknown = placeholdersIn(text).find((name) => !declared.includes(name) && name !== 'tenant');
  if (unknown !== undefined) return `Replace {${unknown}} by its value: only {tenant} is asked of whoever authorizes.`;
  const hasOpenTenant = text.includes('{tenant}') && !declared.includes('tenant');
  if (hasOpenTenant && draft.hasTenancy !== true) return 'Turn tenancy on, or replace {tenant} by its value.';
  if (/[{}]/.test(text.replaceAll(/\{[A-Za-z][\w-]*\}/g, ''))) return 'Remove the stray brace from it.';
  return hostViolation(text, preset);
}

/** Whoever authorizes must not choose where secrets go, but for places that the system itself declares. */
function hostViolation(text: string, preset: ProfilePreset | undefined): string | undefined {
  const isOwn = preset?.ownUrls?.some((own) => hostOf(own) === hostOf(text)) === true;
  if (!isOwn && !isHostPinned(text)) {
    return 'Write the host so that whoever authorizes cannot choose it: a parameter may only stand before a domain, as in {tenant}.example.com, or in the path.';
  }
  return undefined;
}

/** Whether the last two labels of the host are literal, so that a parameter cannot send the client secret elsewhere. */
function isHostPinned(text: string): boolean {
  const host = hostOf(text);
  return !host.includes('{') || /\.[\w-]+\.[\w-]+$/.test(host);
}

function hostOf(text: string): string {
  return /^[a-z]+:\/\/([^/?#:]*)/i.exec(text)?.[1] ?? '';
}

function partsViolation(field: DraftUrl['field'], text: string, options: ProfileCheckOptions): string | undefined {
  const filled = text.replaceAll(/\{[^{}]*\}/g, sample);
  if (!URL.canParse(filled)) return 'Write a whole URL that begins with https://.';
  const url = new URL(filled);
  const isPlainHttp = url.protocol === 'http:' && options.isUrlAllowed?.(url) === true;
  if (url.protocol !== 'https:' && !isPlainHttp)
    return 'Use https: other addresses only where the operator lists the host.';
  if (url.username !== '' || url.password !== '') return 'Remove the user name and password from it.';
  if (text.includes('#')) return 'Remove the part from # on.';
  return queryViolation(field, url) ?? ruleViolation(field, url, options.preset);
}

function queryViolation(field: DraftUrl['field'], url: URL): string | undefined {
  if (field === 'apiUrl' && url.search !== '') return 'Remove the part from ? on.';
  const names = [...url.searchParams.keys()];
  const refused = names.find((name) => (field === 'authorizationUrl' ? isReservedParameter(name) : isSecretName(name)));
  return refused === undefined
    ? undefined
    : `Remove "${refused.slice(0, 50)}" from its query: it is set for each request.`;
}

function ruleViolation(field: DraftUrl['field'], url: URL, preset: ProfilePreset | undefined): string | undefined {
  const place = `${url.origin}${url.pathname}`;
  return preset?.urlRules?.find((rule) => rule.field === field && !place.endsWith(rule.endsWith))?.message;
}
