import { ParameterView } from '../../connectors/authorization.dto.js';
import { AnswerField, AnswerObjectField } from '../../http/fields.js';
import { grantTypes, type OwnCredentials } from '#auth-profiles';
import { clientAuthentications, OwnCredentialsDto, placements } from '../auth-profile.dto.js';
import { mask } from '../changes/profile-draft.js';
import { AffectedView } from '../powers/ownership.dto.js';
import type { ProfileStanding } from '../powers/standings.service.js';
import type { ShownProfile } from './shown-profile.js';

const text = { type: 'string' } as const;
const optionalText = { type: ['string', 'null'] } as const;
const optionalTime = { type: ['string', 'null'], format: 'date-time' } as const;

/** Whether there is a secret, or a private key; never the secret. */
export class SecretView {
  @AnswerField({ type: 'boolean' }) readonly isSet!: boolean;
  @AnswerField(optionalTime) readonly setAt!: string | null;
}

/** A field that is added to calls, its value masked. */
export class AuthorizationFieldView {
  @AnswerField({ ...text, enum: [...placements] }) readonly placement!: string;
  @AnswerField(text) readonly key!: string;
  @AnswerField({ ...text, description: 'Always masked; sent back as it is, it leaves the value unchanged.' })
  readonly value!: string;
}

/** Something that works and will disappoint. */
export class WarningView {
  @AnswerField(text) readonly code!: string;
  @AnswerField({ ...text, description: 'JSON pointer to the field.' }) readonly pointer!: string;
  @AnswerField(text) readonly message!: string;
}

/** An auth profile as it is shown. */
export class AuthProfileView {
  @AnswerField(text) readonly id!: string;
  @AnswerField({
    ...text,
    enum: ['system', 'custom'],
    description: "A system profile is the operator's, and read-only.",
  })
  readonly kind!: 'system' | 'custom';
  @AnswerField({ ...optionalText, description: "Null for the operator's." }) readonly divisionId!: string | null;
  @AnswerField({
    type: ['array', 'null'],
    items: text,
    description: 'Roles whose members may use it; null: everybody who sees it.',
  })
  readonly invitedRoles!: readonly string[] | null;
  @AnswerField({ type: 'boolean', description: 'Whether you may choose it for an action and authorize with it.' })
  readonly mayUse!: boolean;
  @AnswerField({ type: 'boolean', description: 'Whether you may save and revoke its tokens.' })
  readonly mayManage!: boolean;
  @AnswerField({ type: 'boolean', description: 'It was stopped: nothing is authorized with it until it is resumed.' })
  readonly isPaused!: boolean;
  @AnswerField({
    type: 'array',
    items: text,
    description:
      'Where you may not use it: the names of members who can invite one of your roles, at most five; none for an API key.',
  })
  readonly ask!: readonly string[];
  @AnswerField(optionalText) readonly connectorId!: string | null;
  @AnswerField(text) readonly name!: string;
  @AnswerField(text) readonly description!: string;
  @AnswerField(text) readonly identityProviderName!: string;
  @AnswerField({ ...text, enum: [...grantTypes] }) readonly grantType!: string;
  @AnswerField({ ...optionalText, description: 'Null with `basic` and `api-key`, as `tokenUrl` is.' })
  readonly clientId!: string | null;
  @AnswerObjectField(() => SecretView) readonly clientSecret!: SecretView;
  @AnswerField({ ...text, enum: [...clientAuthentications] }) readonly clientAuthentication!: string;
  @AnswerField({ ...text, description: 'To be registered at the provider as redirect URI.' })
  readonly callbackUrl!: string;
  @AnswerField(optionalText) readonly authorizationUrl!: string | null;
  @AnswerField(optionalText) readonly tokenUrl!: string | null;
  @AnswerField(optionalText) readonly refreshUrl!: string | null;
  @AnswerField(optionalText) readonly revocationUrl!: string | null;
  @AnswerField({ type: 'array', items: text }) readonly scopes!: readonly string[];
  @AnswerField(text) readonly scopeSeparator!: string;
  @AnswerField({ type: 'boolean' }) readonly hasTenancy!: boolean;
  @AnswerField({ type: 'object', additionalProperties: text })
  readonly additionalFields!: Readonly<Record<string, string>>;
  @AnswerObjectField(() => AuthorizationFieldView, { isList: true })
  readonly authorizationFields!: readonly AuthorizationFieldView[];
  @AnswerField(optionalText) readonly issuer!: string | null;
  @AnswerField({ ...optionalText, description: 'Where the API lives; null: where the connector expects it.' })
  readonly apiUrl!: string | null;
  @AnswerField({ ...optionalText, description: "Which of the connector's `credentials` are asked for." })
  readonly credentialsId!: string | null;
  @AnswerObjectField(() => OwnCredentialsDto, {
    nullable: true,
    description: 'What people are asked for where no connector tells it.',
  })
  readonly credentials!: OwnCredentials | null;
  @AnswerField({ ...optionalText, description: 'Of assertions; null: the client ID.' })
  readonly subject!: string | null;
  @AnswerField({ ...optionalText, description: 'Of assertions; null: the token URL.' })
  readonly audience!: string | null;
  @AnswerField({ ...optionalText, description: 'Of assertions.' }) readonly keyId!: string | null;
  @AnswerObjectField(() => ParameterView, {
    isList: true,
    description: 'The values that its URLs need from whoever configures an action with it.',
  })
  readonly parameters!: readonly ParameterView[];
  @AnswerField({ type: 'integer' }) readonly version!: number;
  @AnswerField(optionalTime) readonly createdAt!: string | null;
  @AnswerField(optionalTime) readonly updatedAt!: string | null;
}

/** A profile that has just been made, and what will disappoint. */
export class CreatedAuthProfileView extends AuthProfileView {
  @AnswerObjectField(() => WarningView, { isList: true }) readonly warnings!: readonly WarningView[];
}

/** An action that is configured with a profile. */
export class UsingActionView {
  @AnswerField(text) readonly botId!: string;
  @AnswerField(text) readonly botName!: string;
  @AnswerField(text) readonly connectorId!: string;
  @AnswerField({ ...text, enum: ['available', 'configured', 'disabled', 'error'] }) readonly state!: string;
  @AnswerField({ ...text, enum: ['pre-authorized', 'end-user'] }) readonly authorizationMode!: string;
}

/** Who uses a profile, as far as the caller may know of them. */
export class AuthProfileUsageView {
  @AnswerObjectField(() => UsingActionView, { isList: true }) readonly actions!: readonly UsingActionView[];
  @AnswerField({ type: 'integer' }) readonly botCount!: number;
  @AnswerField({ type: 'integer', description: 'Shared authorizations that live by it.' })
  readonly sharedAuthorizationCount!: number;
  @AnswerField({ type: 'integer', description: "Members' own authorizations that live by it." })
  readonly memberAuthorizationCount!: number;
  @AnswerField({ type: 'integer', description: 'Authorizations of end users that live by it.' })
  readonly endUserAuthorizationCount!: number;
}

/** A profile that has just been changed. */
export class UpdatedAuthProfileView extends CreatedAuthProfileView {
  @AnswerObjectField(() => AffectedView, { description: 'What must be authorized again after this change.' })
  readonly affected!: AffectedView;
}

/** Something that keeps a profile from being saved. */
export class ViolationView {
  @AnswerField({ ...text, description: 'JSON pointer to the field.' }) readonly pointer!: string;
  @AnswerField(text) readonly detail!: string;
}

/** What a check found; the profile may be saved when there are no violations. */
export class AuthProfileCheckView {
  @AnswerObjectField(() => ViolationView, { isList: true }) readonly violations!: readonly ViolationView[];
  @AnswerObjectField(() => WarningView, { isList: true }) readonly warnings!: readonly WarningView[];
  @AnswerObjectField(() => AffectedView, {
    nullable: true,
    description: 'With `profileId`: what saving it would mean; otherwise null.',
  })
  readonly affected!: AffectedView | null;
}

/** An id that a profile can be made with. */
export class ReservationView {
  @AnswerField(text) readonly id!: string;
  @AnswerField(text) readonly callbackUrl!: string;
  @AnswerField({ ...text, format: 'date-time' }) readonly expiresAt!: string;
}

/** What is shown of a profile. */
export function toAuthProfileView({
  profile,
  standing,
}: {
  readonly profile: ShownProfile;
  readonly standing: ProfileStanding;
}): AuthProfileView {
  const { id, kind, name, description, identityProviderName, grantType, clientAuthentication } = profile;
  const { callbackUrl, scopes, scopeSeparator, hasTenancy, additionalFields, parameters, version } = profile;
  return {
    ...{ id, kind, name, description, identityProviderName, grantType, clientAuthentication },
    ...{ callbackUrl, scopes, scopeSeparator, hasTenancy, additionalFields, parameters, version },
    ...credentialsView(profile),
    ...{ divisionId: profile.divisionId, invitedRoles: profile.invitedRoles, ...standing },
    connectorId: profile.connectorId ?? null,
    clientId: profile.clientId ?? null,
    tokenUrl: profile.tokenUrl ?? null,
    clientSecret: { isSet: profile.clientSecret.isSet, setAt: timeOf(profile.clientSecret.setAt) },
    authorizationUrl: profile.authorizationUrl ?? null,
    refreshUrl: profile.refreshUrl ?? null,
    revocationUrl: profile.revocationUrl ?? null,
    authorizationFields: profile.authorizationFields.map(({ placement, key }) => ({ placement, key, value: mask })),
    issuer: profile.issuer ?? null,
    createdAt: timeOf(profile.createdAt),
    updatedAt: timeOf(profile.updatedAt),
  };
}

function credentialsView({ apiUrl, credentialsId, credentials, subject, audience, keyId }: ShownProfile) {
  return {
    apiUrl: apiUrl ?? null,
    credentialsId: credentialsId ?? null,
    credentials: credentials ?? null,
    subject: subject ?? null,
    audience: audience ?? null,
    keyId: keyId ?? null,
  };
}

function timeOf(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
