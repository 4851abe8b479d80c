import {
  AnswerField,
  AnswerObjectField,
  BooleanField,
  ObjectListField,
  TextField,
  TextListField,
} from '../http/fields.js';
import type { SingleSignOn } from './single-sign-on.entity.js';

/** A role in a division. */
export class SingleSignOnGrantDto {
  @TextField({ max: 100, description: 'Name of a built-in role, never `owner`, or id of one of the workspace.' })
  readonly role!: string;
  @TextField({ nullable: true, max: 100, description: 'Null: every division.' }) readonly divisionId!: string | null;
}

/** What a group of the provider comes to. */
export class GroupMappingDto extends SingleSignOnGrantDto {
  @TextField({ max: 300, description: 'As the provider names it in the claim of groups.' }) readonly group!: string;
}

/** Body of setting single sign-on up. */
export class PutSingleSignOnDto {
  @TextField({ max: 60, example: 'Example Corp' }) readonly providerName!: string;
  @TextField({ max: 500, example: 'https://id.example.com', description: 'As the provider names itself.' })
  readonly issuer!: string;
  @TextField({ max: 300 }) readonly clientId!: string;
  @TextField({
    optional: true,
    max: 1000,
    verbatim: true,
    description: 'Never shown again. Left out: as before, unless issuer or client id change.',
  })
  readonly clientSecret?: string;
  @TextListField({ optional: true, maxItems: 20, description: '`openid`, `profile` and `email` unless told.' })
  readonly scopes?: string[];
  @TextField({ optional: true, max: 200, description: '`groups` unless told; dots lead into objects.' })
  readonly groupsClaim?: string;
  @ObjectListField(() => GroupMappingDto, { maxItems: 200 }) readonly mappings!: GroupMappingDto[];
  @ObjectListField(() => SingleSignOnGrantDto, {
    maxItems: 20,
    description: 'For whoever is in no group that is mapped; empty: they stay out.',
  })
  readonly defaultGrants!: SingleSignOnGrantDto[];
  @BooleanField({ description: 'Whether people whom the provider knows become members when they first sign in.' })
  readonly isJustInTime!: boolean;
  @BooleanField({ description: 'Whether only owners may still sign in by password.' }) readonly isEnforced!: boolean;
  @BooleanField({
    optional: true,
    description: 'Whether who signs out here is led to sign out at the provider, too; false unless told.',
  })
  readonly signsOutAtProvider?: boolean;
  @TextListField({ optional: true, maxItems: 50, description: 'Of e-mail addresses; empty: every one.' })
  readonly allowedDomains?: string[];
}

/** Single sign-on as it is shown: never the secret. */
export class SingleSignOnView {
  @AnswerField({ type: 'string' }) readonly providerName!: string;
  @AnswerField({ type: 'string' }) readonly issuer!: string;
  @AnswerField({ type: 'string' }) readonly clientId!: string;
  @AnswerField({ type: 'boolean' }) readonly hasClientSecret!: boolean;
  @AnswerField({ type: 'array', items: { type: 'string' } }) readonly scopes!: readonly string[];
  @AnswerField({ type: 'string' }) readonly groupsClaim!: string;
  @AnswerObjectField(() => GroupMappingDto, { isList: true }) readonly mappings!: readonly GroupMappingDto[];
  @AnswerObjectField(() => SingleSignOnGrantDto, { isList: true })
  readonly defaultGrants!: readonly SingleSignOnGrantDto[];
  @AnswerField({ type: 'boolean' }) readonly isJustInTime!: boolean;
  @AnswerField({ type: 'boolean' }) readonly isEnforced!: boolean;
  @AnswerField({ type: 'boolean' }) readonly signsOutAtProvider!: boolean;
  @AnswerField({ type: 'array', items: { type: 'string' } }) readonly allowedDomains!: readonly string[];
  @AnswerField({ type: 'string', format: 'date-time' }) readonly updatedAt!: string;
}

/** Single sign-on of a workspace, and what the provider has to be told. */
export class SingleSignOnSettingsView {
  @AnswerField({ type: 'string', description: 'To be registered at the provider.' }) readonly callbackUrl!: string;
  @AnswerField({ type: 'string', description: 'Where the provider leads to once somebody has signed out there.' })
  readonly signedOutUrl!: string;
  @AnswerField({ type: 'string', description: 'Where the provider tells that somebody has signed out there.' })
  readonly backChannelUrl!: string;
  @AnswerObjectField(() => SingleSignOnView, { nullable: true }) readonly singleSignOn!: SingleSignOnView | null;
}

/** Body of a test: what is not given is taken from the settings. */
export class TestSingleSignOnDto {
  @TextField({ optional: true, max: 500 }) readonly issuer?: string;
}

/** What was learned of a provider. */
export class SingleSignOnTestView {
  @AnswerField({ type: 'boolean' }) readonly isUsable!: boolean;
  @AnswerField({ type: 'array', items: { type: 'string' }, description: 'In plain words.' })
  readonly findings!: readonly string[];
}

/** How people can sign in here. */
export class SignInOptionsView {
  @AnswerField({ type: ['string', 'null'], description: 'Name of the provider; null: no single sign-on.' })
  readonly singleSignOn!: string | null;
  @AnswerField({ type: 'boolean', description: 'Whether only owners may use a password.' })
  readonly requiresSingleSignOn!: boolean;
}

/** What comes of signing out. */
export class SignOutView {
  @AnswerField({ type: ['string', 'null'], description: 'Where to sign out at the provider, too; null: nowhere.' })
  readonly providerUrl!: string | null;
}

/** What is shown of single sign-on. */
export function toSingleSignOnView(row: SingleSignOn, isEnforced: boolean): SingleSignOnView {
  const { providerName, issuer, clientId, scopes, groupsClaim, mappings, defaultGrants, signsOutAtProvider } = row;
  return {
    ...{ providerName, issuer, clientId, scopes, groupsClaim, mappings, defaultGrants, isEnforced },
    hasClientSecret: row.clientSecretSealed !== null,
    ...{ isJustInTime: row.isJustInTime, signsOutAtProvider },
    allowedDomains: row.allowedDomains,
    updatedAt: row.updatedAt.toISOString(),
  };
}
