import { createHash } from 'node:crypto';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { parseScopes, type ProfileDraft } from '#auth-profiles';
import type { Connector, PresetParameter } from '#connectors';
import type { ConnectorsService } from '../../connectors/connectors.service.js';
import type { Violation } from '../../http/problem.js';
import { toViolations } from '../../http/server.js';
import { fillValues } from '../changes/authorization-values.js';
import { checkDraft, notTexts, originOf } from '../changes/draft-check.js';
import { toDraft, withPresetDefaults } from '../changes/profile-draft.js';
import { showSystem, type ShownProfile } from '../registrations/shown-profile.js';
import { resolveRegistration, type ClientRegistration, type ResolvedAuthProfile } from '../resolved-auth-profile.js';
import { SystemProfileDto } from './system-profile.dto.js';

/** A client registration of the operator's. */
export interface SystemProfile {
  readonly resolved: ResolvedAuthProfile;
  readonly shown: ShownProfile;
}

/** What an entry is judged by besides itself. */
export interface EntrySurroundings {
  readonly connectors: Pick<ConnectorsService, 'registry' | 'egress'>;
  readonly publicUrl: string;
}

/** An entry of the operator's list: a profile, or what is wrong with it. */
export interface JudgedEntry {
  readonly connectorId?: string;
  readonly violations: readonly Violation[];
  readonly profile?: SystemProfile;
}

/** The id of the operator's profile for a connector. */
function systemProfileId(connectorId: string): string {
  return `system-${connectorId}`;
}

/** Judges an entry by the rules that hold for customers' profiles; no violation quotes a value. */
export function judgeEntry(entry: unknown, surroundings: EntrySurroundings): JudgedEntry {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
    return { violations: [{ pointer: '', detail: 'It must be an object.' }] };
  }
  const dto = plainToInstance(SystemProfileDto, entry);
  const shape = toViolations(validateSync(dto, { whitelist: true, forbidNonWhitelisted: true }));
  if (shape.length > 0) return { violations: shape };
  const connector = surroundings.connectors.registry.find(dto.connectorId);
  if (connector !== undefined) return { connectorId: connector.id, ...judgeFields(dto, connector, surroundings) };
  return { violations: [{ pointer: '/connectorId', detail: 'There is no such connector.' }] };
}

function judgeFields(
  dto: SystemProfileDto,
  connector: Connector,
  { connectors, publicUrl }: EntrySurroundings,
): JudgedEntry {
  const { fields, violations: valueless } = fillValues(dto.authorizationFields ?? [], []);
  const draft = withPresetDefaults({ ...toDraft(dto), authorizationFields: fields }, connector);
  const own = ownParameters(connector, dto.parameters ?? {});
  const violations = [...valueless, ...checkDraft(draft, { connectors, connector }).violations, ...own.violations];
  if (violations.length > 0) return { violations };
  const registration = toRegistration(connector, draft);
  const around = { publicUrl, parameters: own.parameters };
  const profile = { resolved: resolveRegistration(registration, around), shown: showSystem(registration, around) };
  return { violations, profile };
}

/** The connector's parameters with the operator's defaults. */
function ownParameters({ oauth }: Connector, given: Readonly<Record<string, unknown>>) {
  const declared = oauth?.parameters ?? [];
  const malformed = notTexts('/parameters', given, declared.length);
  const unfit = Object.entries(given as Readonly<Record<string, string>>)
    .filter(([name, value]) => {
      const known = declared.find((parameter) => parameter.name === name);
      return known === undefined || !new RegExp(`^(?:${known.pattern})$`, 'u').test(value);
    })
    .map(([name]) => ({ pointer: `/parameters/${name}`, detail: 'The connector takes no such parameter or value.' }));
  const parameters = declared.map((parameter) => {
    const value = given[parameter.name];
    return typeof value === 'string' ? { ...parameter, default: value } : parameter;
  });
  return { parameters: parameters as readonly PresetParameter[], violations: malformed.length > 0 ? malformed : unfit };
}

/** A draft without violations has all that is required. */
function toRegistration(connector: Connector, draft: ProfileDraft): ClientRegistration {
  return {
    ...(draft as Required<ProfileDraft>),
    clientSecret: draft.clientSecret,
    authorizationUrl: draft.authorizationUrl,
    refreshUrl: draft.refreshUrl,
    revocationUrl: draft.revocationUrl,
    issuer: draft.issuer,
    id: systemProfileId(connector.id),
    kind: 'system',
    connectorId: connector.id,
    scopes: parseScopes(draft.scopes ?? []),
    version: 1,
    registrationVersion: registrationVersionOf(draft),
  };
}

/** The same after every start, until the operator names another client or provider. */
function registrationVersionOf(draft: ProfileDraft): number {
  const { clientId, grantType, authorizationUrl, tokenUrl, refreshUrl, revocationUrl } = draft;
  const origins = [authorizationUrl, tokenUrl, refreshUrl, revocationUrl].map((url) => url && originOf(url));
  const digest = createHash('sha256')
    .update(JSON.stringify([clientId, grantType, ...origins]))
    .digest();
  return digest.readUInt32BE() >>> 1;
}
