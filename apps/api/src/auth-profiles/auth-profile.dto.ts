import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, IsString, Length } from 'class-validator';
import {
  grantTypes,
  parseScopes,
  type AuthorizationField,
  type ClientAuthentication,
  type DraftPlacement,
  type GrantType,
} from '#auth-profiles';
import {
  AnswerField,
  BooleanField,
  ChoiceField,
  IntegerField,
  JsonField,
  ObjectField,
  ObjectListField,
  TextField,
} from '../http/fields.js';
import { OwnershipDto } from './powers/ownership.dto.js';

/** How a client proves itself at the token endpoint. */
export const clientAuthentications = ['client_secret_post', 'client_secret_basic', 'none'] as const;
/** Where what people type in can go. */
export const credentialPlacements = ['basic', 'basic-username', 'header', 'query'] as const;
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

/** Where what people type in goes in each call. */
export class PlacementDto {
  @ChoiceField(credentialPlacements, {
    description:
      '`basic`: user name and password (RFC 7617); `basic-username`: a key as the user name; `header`, `query`: a key under a name.',
  })
  readonly in!: DraftPlacement['in'];
  @TextField({ optional: true, max: 255, description: 'Of the header or the query parameter.', example: 'X-Api-Key' })
  readonly name?: string;
  @TextField({ optional: true, max: 255, verbatim: true, description: 'Before the key in a header: `Bearer `.' })
  readonly prefix?: string;
  @TextField({ optional: true, max: 255, description: 'Behind the user name: `/token`.' })
  readonly usernameSuffix?: string;
  @TextField({ optional: true, max: 255, description: 'What stands for the password beside a key. Not a secret.' })
  readonly password?: string;
}

/** What people are asked for where no connector tells it. */
export class OwnCredentialsDto {
  @ObjectField(() => PlacementDto) readonly placement!: PlacementDto;
  @TextField({
    optional: true,
    max: 3_000,
    description: 'The authorization check URL: called with what was typed in, it must answer 2xx.',
  })
  readonly checkUrl?: string;
  @TextField({ optional: true, max: 100, description: 'What the system calls it.' }) readonly usernameTitle?: string;
  @TextField({ optional: true, max: 100, description: 'What the system calls it.' }) readonly passwordTitle?: string;
  @TextField({ optional: true, max: 100, description: 'What the system calls it.' }) readonly keyTitle?: string;
}

/** What every body of a profile may say; null clears a field, and so does an empty text, except for the secret. */
export class ProfileFieldsDto extends OwnershipDto {
  @TextField({ optional: true, nullable: true, min: 0, max: 1_000 }) readonly description?: string | null;
  @TextField({ optional: true, nullable: true, min: 0, max: 100, description: 'Shown to end users.' })
  readonly identityProviderName?: string | null;
  @ChoiceField(grantTypes, { optional: true }) readonly grantType?: GrantType;
  @TextField({
    optional: true,
    nullable: true,
    max: 10_000,
    verbatim: true,
    description:
      'Write-only. Left out of a change it stays; null removes it. With `jwt-bearer`: the private key in PEM, RSA or EC.',
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
    description: 'Texts that are added to the authorization request; where there is none, to the token request.',
    schema: { additionalProperties: { type: 'string', maxLength: 3_000 } },
  })
  readonly additionalFields?: Readonly<Record<string, unknown>>;
  @ObjectListField(() => AuthorizationFieldDto, { optional: true, maxItems: 20 })
  readonly authorizationFields?: AuthorizationFieldDto[];
  @UrlField("The provider's issuer; when set, callbacks must carry it as `iss` (RFC 9207).")
  readonly issuer?: string | null;
  @UrlField(
    "Where the system's API lives, when not where the connector expects it; it may hold `{parameters}`. Everything that is authorized is sent there.",
  )
  readonly apiUrl?: string | null;
  @TextField({
    optional: true,
    nullable: true,
    max: 100,
    description:
      "With `basic` and `api-key`: which of the connector's `credentials`; the first of that kind unless told.",
  })
  readonly credentialsId?: string | null;
  @ObjectField(() => OwnCredentialsDto, {
    optional: true,
    nullable: true,
    description: 'With `basic` and `api-key`, for a profile of no connector: what people are asked for.',
  })
  readonly credentials?: OwnCredentialsDto | null;
  @TextField({
    optional: true,
    nullable: true,
    min: 0,
    max: 255,
    description: 'With `jwt-bearer`: whom the tokens stand for; the client ID unless told.',
  })
  readonly subject?: string | null;
  @TextField({
    optional: true,
    nullable: true,
    min: 0,
    max: 3_000,
    description:
      'With `jwt-bearer`: the audience of assertions; the token URL unless told. It may hold `{parameters}`.',
  })
  readonly audience?: string | null;
  @TextField({
    optional: true,
    nullable: true,
    min: 0,
    max: 255,
    description: 'With `jwt-bearer`: the `kid` of assertions.',
  })
  readonly keyId?: string | null;
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
  @TextField({
    optional: true,
    max: 255,
    verbatim: true,
    description: 'Required, except with `basic` and `api-key`. With `jwt-bearer` also the issuer of assertions.',
  })
  readonly clientId?: string;
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

/** What somebody would type in; used for one test, and nowhere kept. */
export class TestCredentialsDto {
  @TextField({ optional: true, max: 255, verbatim: true }) readonly username?: string;
  @TextField({ optional: true, max: 4_096, verbatim: true }) readonly password?: string;
  @TextField({ optional: true, max: 4_096, verbatim: true }) readonly key?: string;
}

/** Body of testing a profile. */
export class TestAuthProfileDto {
  @JsonField({
    optional: true,
    description: "Values of the parameters of the profile's URLs.",
    schema: { additionalProperties: { type: 'string' } },
  })
  readonly parameters?: Readonly<Record<string, unknown>>;
  @ObjectField(() => TestCredentialsDto, {
    optional: true,
    description:
      'For `password` and `basic`: `username` and `password`; for `api-key`: `key`. Used once, never stored, never logged.',
  })
  readonly credentials?: TestCredentialsDto;
}
