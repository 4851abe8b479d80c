import {
  checkProfile,
  isCredentialGrant,
  urlsOf,
  type ProfileCheckOptions,
  type ProfileDraft,
  type ProfileWarning,
} from '#auth-profiles';
import type { Connector } from '#connectors';
import type { ConnectorsService } from '../../connectors/connectors.service.js';
import type { Violation } from '../../http/problem.js';
import { providerRules } from './provider-rules.js';

/** What a draft is judged by besides itself. */
export interface DraftSurroundings {
  readonly connectors: Pick<ConnectorsService, 'registry' | 'egress'>;
  readonly connector: Connector | undefined;
}

/** What was found; a draft may be saved when there are no violations. */
export interface DraftFindings {
  readonly violations: readonly Violation[];
  readonly warnings: readonly ProfileWarning[];
}

const maxAdditionalFields = 50;

/** Checks a draft against every rule, and its URLs against the guard of the way out. */
export function checkDraft(draft: ProfileDraft, surroundings: DraftSurroundings): DraftFindings {
  const { connectors, connector } = surroundings;
  const malformed = notTexts('/additionalFields', draft.additionalFields ?? {}, maxAdditionalFields);
  if (malformed.length > 0) return { violations: malformed, warnings: [] };
  const isUrlAllowed: ProfileCheckOptions['isUrlAllowed'] = (url) => refusal(url.href, connectors) === undefined;
  const preset = providerRules(draft, connector, connectors.registry);
  const check = checkProfile(draft, { preset, isUrlAllowed });
  const violations = check.violations.map(({ pointer, message }) => ({ pointer, detail: message }));
  const refused = urlsOf(draft).flatMap(({ field, text }) => {
    const pointer = field === 'checkUrl' ? '/credentials/checkUrl' : `/${field}`;
    const detail = violations.some((one) => one.pointer === pointer) ? undefined : refusal(text, connectors);
    return detail === undefined ? [] : [{ pointer, detail }];
  });
  return { violations: [...violations, ...offerViolations(draft, connector), ...refused], warnings: check.warnings };
}

/** What is wrong with what people would be asked for: a connector tells it by `credentialsId`, a profile of none by itself. */
function offerViolations(draft: ProfileDraft, connector: Connector | undefined): readonly Violation[] {
  const { grantType, credentialsId, credentials } = draft;
  if (grantType === undefined || !isCredentialGrant(grantType)) return [];
  if (connector === undefined) {
    if (credentialsId !== undefined) return [{ pointer: '/credentialsId', detail: 'Only a connector has such.' }];
    return credentials === undefined ? [{ pointer: '/credentials', detail: 'Say where it goes in each call.' }] : [];
  }
  if (credentials !== undefined) {
    return [{ pointer: '/credentials', detail: `Leave it out: ${connector.name} tells what to ask for.` }];
  }
  const offered = (connector.credentials ?? []).filter(({ kind }) => kind === grantType);
  if (offered.length === 0) return [{ pointer: '/grantType', detail: `${connector.name} takes nothing of this kind.` }];
  if (offered.some(({ id }) => id === credentialsId)) return [];
  return [{ pointer: '/credentialsId', detail: `Choose one of: ${offered.map(({ id }) => id).join(', ')}.` }];
}

/** The members of an object that are not texts, and that there are too many. */
export function notTexts(pointer: string, members: Readonly<Record<string, unknown>>, max: number): Violation[] {
  const entries = Object.entries(members);
  if (entries.length > max) return [{ pointer, detail: `Use at most ${max} fields.` }];
  return entries
    .filter(([, value]) => typeof value !== 'string')
    .map(([name]) => ({ pointer: `${pointer}/${escaped(name)}`, detail: 'Give a text.' }));
}

/** Where a URL with `{parameters}` leads, as far as that can be told before they are filled: they stay as they are. */
export function originOf(url: string): string {
  return URL.parse(url)?.origin ?? url;
}

function refusal(url: string | undefined, { egress }: DraftSurroundings['connectors']): string | undefined {
  if (url === undefined) return undefined;
  try {
    egress.checkUrl(withoutParameters(url));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function withoutParameters(url: string): string {
  return url.replaceAll(/\{[^{}]*\}/g, 'parameter');
}

function escaped(name: string): string {
  return name.slice(0, 255).replaceAll('~', '~0').replaceAll('/', '~1');
}
