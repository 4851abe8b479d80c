import { Injectable } from '@nestjs/common';
import type { ProfileDraft } from '#auth-profiles';
import type { Connector } from '#connectors';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import { RequestInvalidError, type Violation } from '../../http/problem.js';
import type { CheckAuthProfileDto, UpdateAuthProfileDto } from '../auth-profile.dto.js';
import type { AuthProfile } from '../auth-profile.entity.js';
import { RegistrationsService } from '../registrations/registrations.service.js';
import type { ClientRegistration } from '../resolved-auth-profile.js';
import { fillValues } from './authorization-values.js';
import { checkDraft, type DraftFindings } from './draft-check.js';
import { sendsFieldsElsewhere, sendsSecretElsewhere } from './profile-differences.js';
import { mask, toDraft, withPresetDefaults } from './profile-draft.js';

/** A draft as it would be saved, and what was found about it. */
export interface PreparedDraft extends DraftFindings {
  readonly draft: ProfileDraft;
}

/** A change to a profile, and the profile before it. */
export interface PreparedChange extends PreparedDraft {
  readonly before: ClientRegistration;
}

/** Makes drafts of what people send, complete and judged. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly connectors: ConnectorsService,
    private readonly registrations: RegistrationsService,
  ) {}

  /**
   * The draft of a new profile.
   * @throws {RequestInvalidError} for a connector that does not exist
   */
  prepareNew(dto: Omit<CheckAuthProfileDto, 'profileId'>): PreparedDraft {
    const connector = dto.connectorId == null ? undefined : this.require(dto.connectorId);
    const { fields, violations } = fillValues(dto.authorizationFields ?? [], []);
    const draft = withPresetDefaults({ ...toDraft(dto), authorizationFields: fields }, connector);
    return this.judge(draft, connector, violations);
  }

  /** The draft of a changed profile: what the body leaves out is as before, secrets too. */
  async prepareChange(row: AuthProfile, dto: UpdateAuthProfileDto): Promise<PreparedChange> {
    const before = await this.registrations.open(row);
    const given = Object.fromEntries(Object.entries(dto).filter(([, value]) => value !== undefined));
    const { fields, violations } = fillValues(
      dto.authorizationFields ?? (dto.authorizationFields === null ? [] : before.authorizationFields),
      before.authorizationFields,
    );
    const merged = { ...row, clientSecret: before.clientSecret, ...given };
    const draft = withPresetDefaults({ ...toDraft(merged), authorizationFields: fields }, undefined);
    const moved = [...movedSecret(before, draft, dto), ...movedFields(before, draft, dto)];
    const connector = row.connectorId === null ? undefined : this.connectors.registry.find(row.connectorId);
    return { ...this.judge(draft, connector, [...violations, ...moved]), before };
  }

  private judge(draft: ProfileDraft, connector: Connector | undefined, more: readonly Violation[]): PreparedDraft {
    const { violations, warnings } = checkDraft(draft, { connectors: this.connectors, connector });
    return { draft, violations: [...more, ...violations], warnings };
  }

  private require(connectorId: string): Connector {
    const connector = this.connectors.registry.find(connectorId);
    if (connector !== undefined) return connector;
    throw new RequestInvalidError([{ pointer: '/connectorId', detail: 'There is no such connector.' }]);
  }
}

function movedSecret(before: ClientRegistration, draft: ProfileDraft, dto: UpdateAuthProfileDto): readonly Violation[] {
  const isKept = draft.clientSecret !== undefined && dto.clientSecret === undefined;
  if (!isKept || !sendsSecretElsewhere(before, draft)) return [];
  return [{ pointer: '/clientSecret', detail: 'Enter the client secret again: it was entered for another address.' }];
}

function movedFields(before: ClientRegistration, draft: ProfileDraft, dto: UpdateAuthProfileDto): readonly Violation[] {
  const kept = new Set(before.authorizationFields.map(({ value }) => value));
  const isKept = dto.authorizationFields?.every(({ value }) => value != null && value !== mask) !== true;
  if (!isKept || kept.size === 0 || draft.authorizationFields?.length === 0) return [];
  if (!sendsFieldsElsewhere(before, draft)) return [];
  return [
    { pointer: '/authorizationFields', detail: 'Enter their values again: they were entered for another address.' },
  ];
}
