import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { isCredentialGrant, type ProfileDraft } from '#auth-profiles';
import type { Connector, PresetParameter } from '#connectors';
import type { ConnectorsService } from '../../connectors/connectors.service.js';
import type { Violation } from '../../http/problem.js';
import { toViolations } from '../../http/server.js';
import { fillValues } from '../changes/authorization-values.js';
import { checkDraft, notTexts } from '../changes/draft-check.js';
import { toDraft, withPresetDefaults } from '../changes/profile-draft.js';
import { wayOf } from '../registrations/ways.js';
import type { RegistrationSurroundings } from '../resolved-auth-profile.js';
import { SystemProfileDto } from './system-profile.dto.js';

/** What an entry is judged by besides itself. */
export interface EntrySurroundings {
  readonly connectors: Pick<ConnectorsService, 'registry' | 'egress'>;
  readonly publicUrl: string;
}

/** An entry that was found valid. */
export interface ValidEntry {
  readonly connector: Connector;
  readonly draft: ProfileDraft;
  readonly around: RegistrationSurroundings;
}

/** An entry of the operator's list, or what is wrong with it. */
export interface JudgedEntry {
  readonly connectorId?: string;
  /** What tells it from others of the same connector. */
  readonly way?: string;
  readonly violations: readonly Violation[];
  readonly valid?: ValidEntry;
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
  const { grantType = 'authorization-code', credentialsId } = draft;
  const way = isCredentialGrant(grantType) ? credentialsId : grantType;
  const known = wayOf({ grantType, credentialsId }, connector);
  const own = ownParameters(known.parameters, dto.parameters ?? {});
  const violations = [...valueless, ...checkDraft(draft, { connectors, connector }).violations, ...own.violations];
  if (violations.length > 0) return { way, violations };
  return { way, violations, valid: { connector, draft, around: { ...known, publicUrl, parameters: own.parameters } } };
}

/** The connector's parameters with the operator's defaults. */
function ownParameters(declared: readonly PresetParameter[], given: Readonly<Record<string, unknown>>) {
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
  return { parameters, violations: malformed.length > 0 ? malformed : unfit };
}
