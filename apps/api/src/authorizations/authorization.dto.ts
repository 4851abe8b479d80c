import { grantTypes, type GrantType } from '#auth-profiles';
import { ValidateBy, type ValidationArguments } from 'class-validator';
import { AnswerField, AnswerObjectField, ChoiceField, TextField } from '../http/fields.js';
import type { EndUser } from '../end-users/end-user.entity.js';
import { PageQuery } from '../http/pages.js';
import { authorizationStates, type AuthorizationState } from './authorization.entity.js';
import { subjectKinds, type SubjectKind } from './subject.js';
import type { ServedAuthorization } from './refresh/access.service.js';
import type { ShownAuthorization } from './tokens/visible-authorizations.service.js';

/** Which authorizations to list. */
export class ListAuthorizationsQuery extends PageQuery {
  @TextField({ optional: true, max: 100 }) readonly connectorId?: string;
  @ChoiceField(authorizationStates, { optional: true }) readonly state?: AuthorizationState;
  @ChoiceField(subjectKinds, { optional: true }) readonly subject?: SubjectKind;
  @TextField({ optional: true, max: 100, description: 'A part of the name of the account or of the end user.' })
  readonly search?: string;
  @NeedsBot()
  @TextField({ optional: true, max: 200, description: "The host's id of the person; needs `botId`." })
  readonly endUserId?: string;
  @TextField({ optional: true, max: 100 }) readonly botId?: string;
}

/** Refuses the host's id of a person where the bot that it belongs to is not named. */
export function NeedsBot() {
  const validate = (_value: unknown, args?: ValidationArguments) =>
    (args?.object as { readonly botId?: string }).botId !== undefined;
  const defaultMessage = () => '$property names a person of one bot: name the bot too';
  return ValidateBy({ name: 'needsBot', validator: { validate, defaultMessage } });
}

/** Whom an authorization stands for at the vendor. */
export class AccountView {
  @AnswerField({ type: 'string' }) readonly id!: string;
  @AnswerField({ type: 'string' }) readonly name!: string;
  @AnswerField({ type: 'string' }, { optional: true }) readonly email?: string;
  @AnswerField({ type: 'string' }, { optional: true }) readonly organisation?: string;
  @AnswerField({ type: 'string' }, { optional: true }) readonly edition?: string;
  @AnswerField({ type: 'object', additionalProperties: true }) readonly details!: Readonly<
    Record<string, string | number | boolean>
  >;
}

/** What an authorization was given by: an app of the workspace's or the operator's, or what somebody typed in. */
export class ClientView {
  @AnswerField({ type: 'string' }) readonly authProfileId!: string;
  @AnswerField({ type: 'string', description: 'Name of the auth profile.' }) readonly name!: string;
  @AnswerField({ type: 'string', enum: [...grantTypes] }) readonly grantType!: GrantType;
  @AnswerField({ type: ['string', 'null'], description: 'Null with `basic` and `api-key`.' })
  readonly clientId!: string | null;
}

/** The person an authorization is held for. */
export class AuthorizedEndUserView {
  @AnswerField({ type: 'string', description: "The host's id of the person." }) readonly id!: string;
  @AnswerField({ type: 'string' }) readonly channel!: string;
  @AnswerField({ type: ['string', 'null'] }) readonly displayName!: string | null;
}

/** The member an authorization belongs to. */
export class AuthorizedMemberView {
  @AnswerField({ type: 'string' }) readonly id!: string;
  @AnswerField({ type: 'string' }) readonly name!: string;
}

const time = { type: ['string', 'null'], format: 'date-time' };

/** An authorization as it is shown: never its tokens. */
export class AuthorizationView {
  @AnswerField({ type: 'string' }) readonly id!: string;
  @AnswerField({
    type: ['string', 'null'],
    description: 'Null for one that belongs to the auth profile, or to a member, and not to one action.',
  })
  readonly botId!: string | null;
  @AnswerField({ type: ['string', 'null'] }) readonly actionId!: string | null;
  @AnswerField({ type: 'string' }) readonly connectorId!: string;
  @AnswerField({ type: 'string' }) readonly authProfileId!: string;
  @AnswerObjectField(() => ClientView, { nullable: true, description: 'Null when the auth profile is gone.' })
  readonly client!: ClientView | null;
  @AnswerField({ type: 'string', enum: [...subjectKinds] }) readonly subject!: SubjectKind;
  @AnswerObjectField(() => AuthorizedEndUserView, { nullable: true }) readonly endUser!: AuthorizedEndUserView | null;
  @AnswerObjectField(() => AuthorizedMemberView, { nullable: true, description: 'Whose own it is, for `member`.' })
  readonly member!: AuthorizedMemberView | null;
  @AnswerField({ type: 'string', enum: [...authorizationStates] }) readonly state!: AuthorizationState;
  @AnswerObjectField(() => AccountView) readonly account!: AccountView;
  @AnswerField({ type: 'array', items: { type: 'string' } }) readonly scopes!: readonly string[];
  @AnswerField({ type: 'object', additionalProperties: { type: 'string' } }) readonly parameters!: Readonly<
    Record<string, string>
  >;
  @AnswerField(time) readonly expiresAt!: string | null;
  @AnswerField({ type: 'boolean' }) readonly isRefreshable!: boolean;
  @AnswerField({ type: ['string', 'null'], description: 'Why the last refresh failed.' })
  readonly failureCode!: string | null;
  @AnswerField(time) readonly retryAt!: string | null;
  @AnswerField({
    type: ['string', 'null'],
    enum: ['revoked', 'not-supported', 'failed', null],
    description: 'What became of the tokens at the provider when they were revoked.',
  })
  readonly upstreamRevocation!: string | null;
  @AnswerField(time) readonly lastUsedAt!: string | null;
  @AnswerField(time) readonly lastRefreshedAt!: string | null;
  @AnswerField({ ...time, description: 'When it is refreshed in the background; null: when it is used.' })
  readonly nextRefreshAt!: string | null;
  @AnswerField(time) readonly activatedAt!: string | null;
  @AnswerField({ type: 'string', format: 'date-time' }) readonly createdAt!: string;
}

/** What came of a revocation. */
export class RevocationReceiptView {
  @AnswerField({ type: 'boolean' }) readonly revokedUpstream!: boolean;
  @AnswerField({
    type: 'string',
    enum: ['revoked', 'not-supported', 'failed'],
    description: '`not-supported`: the provider has no revocation endpoint, or no token was left to revoke.',
  })
  readonly upstream!: string;
  @AnswerField({ type: 'boolean', enum: [true] }) readonly erased!: true;
}

/** A token that is good to use. */
export class AccessTokenView {
  @AnswerField({ type: 'string' }) readonly accessToken!: string;
  @AnswerField({ type: 'string' }) readonly tokenType!: string;
  @AnswerField({ ...time, description: 'Null when the provider does not say.' }) readonly expiresAt!: string | null;
  @AnswerField({ type: 'array', items: { type: 'string' } }) readonly scopes!: readonly string[];
  @AnswerObjectField(() => AccountView) readonly account!: AccountView;
}

/** What is shown of an authorization. */
export function toAuthorizationView({ authorization, endUser, member, client }: ShownAuthorization): AuthorizationView {
  const { id, botId, actionId, connectorId, authProfileId, state, account, scopes, parameters } = authorization;
  const { isRefreshable, failureCode, upstreamRevocation } = authorization;
  return {
    ...{ id, botId, actionId, connectorId, authProfileId, client, subject: authorization.subjectKind },
    endUser: endUser === undefined ? null : toEndUserView(endUser),
    member: member ?? null,
    ...{ state, account, scopes, parameters, isRefreshable, failureCode, upstreamRevocation },
    expiresAt: toText(authorization.expiresAt),
    retryAt: toText(authorization.retryAt),
    lastUsedAt: toText(authorization.lastUsedAt),
    lastRefreshedAt: toText(authorization.lastRefreshedAt),
    nextRefreshAt: toText(authorization.nextRefreshAt),
    activatedAt: toText(authorization.activatedAt),
    createdAt: authorization.createdAt.toISOString(),
  };
}

/** What a caller who may read tokens is given. */
export function toAccessTokenView({ access }: ServedAuthorization): AccessTokenView {
  const { accessToken, tokenType, expiresAt = null, grant, account } = access;
  return { accessToken, tokenType, expiresAt, scopes: grant.scopes, account };
}

/** The person an authorization is, or shall be, held for. */
export function toEndUserView({ externalId, channel, displayName }: EndUser): AuthorizedEndUserView {
  return { id: externalId, channel, displayName };
}

function toText(moment: Date | null): string | null {
  return moment?.toISOString() ?? null;
}
