import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, IsString, Length } from 'class-validator';
import { parseScopes, type AuthorizationField, type ClientAuthentication, type GrantType } from '#auth-profiles';
import {
  AnswerField,
  BooleanField,
  ChoiceField,
  IntegerField,
  JsonField,
  ObjectListField,
  TextField,
} from '../http/fields.js';

/** How a profile gets its tokens. */
export const grantTypes = ['authorization-code', 'authorization-code-pkce', 'client-credentials'] as const;
/** How a client proves itself at the token endpoint. */
export const clientAuthentications = ['client_secret_post', 'client_secret_basic', 'none'] as const;
/** Where a field is added to a call. */
export const placements = ['header', 'body', 'query', 'path'] as const;

const UrlField = (description: string) =>
  TextField({ optional: true, nullable: true, min: 0, max: 3_000, description });

const scopeShape = { type: 'string', minLength: 1, maxLength: 3_000 };
const scopesShape = { anyOf: [{ type: 'array', maxItems: 100, items: scopeShape }, { type: 'string' }] };

/** A list of scopes, or what somebody pasted. */
function ScopesField(): PropertyDecorator {
  return (target, key) => {
    const split = ({ value }: { readonly value: unknown }) => (isScopes(value) ? parseScopes(value) : value);
    const checks = [
      IsOptional(),
      IsArray(),
      ArrayMaxSize(100),
      IsString({ each: true }),
      Length(1, 3_000, { each: true }),
    ];
    for (const decorate of [Transform(split), ...checks]) decorate(target, key);
    const description = 'A list, or a text with commas or spaces between the scopes.';
    AnswerField(scopesShape, { optional: true, description })(target, key);
  };
}

function isScopes(value: unknown): value is string | readonly string[] {
  return typeof value === 'string' || (Array.isArray(value) && value.every((item) => typeof item === 'string'));
}

/** A field that is added to every call made with an authorization of the profile. */
export class AuthorizationFieldDto {
  @ChoiceField(placements) readonly placement!: AuthorizationField['placement'];
  @TextField({ max: 255 }) readonly key!: string;
  @TextField({
    optional: true,
    min: 0,
    max: 3_000,
    verbatim: true,
    description: 'Write-only. Left out, the value stored for this placement and key stays.',
  })
  readonly value?: string;
}

/** What every body of a profile may say; null clears a field, and so does an empty text, except for the secret. */
export class ProfileFieldsDto {
  @TextField({ optional: true, nullable: true, min: 0, max: 1_000 }) readonly description?: string | null;
  @TextField({ optional: true, nullable: true, min: 0, max: 100, description: 'Shown to end users.' })
  readonly identityProviderName?: string | null;
  @ChoiceField(grantTypes, { optional: true }) readonly grantType?: GrantType;
  @TextField({
    optional: true,
    nullable: true,
    max: 255,
    verbatim: true,
    description: 'Write-only. Left out of a change it stays; null removes it.',
  })
  readonly clientSecret?: string | null;
  @ChoiceField(clientAuthentications, { optional: true }) readonly clientAuthentication?: ClientAuthentication;
  @UrlField('An https URL; it may hold `{tenant}`, and query parameters, which are kept.')
  readonly authorizationUrl?: string | null;
  @UrlField('Where codes are exchanged for tokens.') readonly tokenUrl?: string | null;
  @UrlField('Where tokens are refreshed; the token URL unless told.') readonly refreshUrl?: string | null;
  @UrlField('Where tokens are revoked (RFC 7009).') readonly revocationUrl?: string | null;
  @ScopesField()
  readonly scopes?: string[];
  @ChoiceField([' ', ','], { optional: true, description: 'What the provider wants between scopes.' })
  readonly scopeSeparator?: string;
  @BooleanField({ optional: true, description: 'Whether `{tenant}` in a URL is asked of whoever authorizes.' })
  readonly hasTenancy?: boolean;
  @JsonField({
    optional: true,
    description: 'Texts that are added to the authorization request; with client credentials, to the token request.',
    schema: { additionalProperties: { type: 'string', maxLength: 3_000 } },
  })
  readonly additionalFields?: Readonly<Record<string, unknown>>;
  @ObjectListField(() => AuthorizationFieldDto, { optional: true, maxItems: 20 })
  readonly authorizationFields?: AuthorizationFieldDto[];
  @UrlField("The provider's issuer; when set, callbacks must carry it as `iss` (RFC 9207).")
  readonly issuer?: string | null;
}

/** Body of checking a profile before it is saved. */
export class CheckAuthProfileDto extends ProfileFieldsDto {
  @TextField({ optional: true, max: 100, description: 'The profile that is being changed.' })
  readonly profileId?: string;
  @TextField({ optional: true, max: 100 }) readonly connectorId?: string;
  @TextField({ optional: true, min: 0, max: 100 }) readonly name?: string;
  @TextField({ optional: true, min: 0, max: 255, verbatim: true }) readonly clientId?: string;
}

/** Body of making a profile; with a connector, what is left out comes from its preset. */
export class CreateAuthProfileDto extends ProfileFieldsDto {
  @TextField({
    optional: true,
    pattern: /^prf_[0-9a-z]{26}$/,
    description: 'A reserved id, so that the callback URL is the one that is registered at the provider already.',
  })
  readonly id?: string;
  @TextField({
    optional: true,
    max: 100,
    description: 'The only connector that the profile serves; any when left out.',
  })
  readonly connectorId?: string;
  @TextField({ max: 100, example: 'CRM of the sales team' }) readonly name!: string;
  @TextField({ max: 255, verbatim: true }) readonly clientId!: string;
}

/** Body of changing a profile; what is left out stays. */
export class UpdateAuthProfileDto extends ProfileFieldsDto {
  @TextField({ optional: true, max: 100 }) readonly name?: string;
  @TextField({ optional: true, max: 255, verbatim: true }) readonly clientId?: string;
  @IntegerField({
    optional: true,
    min: 1,
    description: 'The version that was read; another one in between answers `version-conflict`.',
  })
  readonly version?: number;
}

/** Body of testing a profile. */
export class TestAuthProfileDto {
  @JsonField({
    optional: true,
    description: "Values of the parameters of the profile's URLs.",
    schema: { additionalProperties: { type: 'string' } },
  })
  readonly parameters?: Readonly<Record<string, unknown>>;
}
