import { ParameterView } from '../connectors/authorization.dto.js';
import { SharedAuthorizationView } from '../authorizations/shared-authorization.dto.js';
import { AnswerField, AnswerObjectField, JsonField, TextField } from '../http/fields.js';

const text = { type: 'string' } as const;
const optionalText = { type: ['string', 'null'] } as const;

/** Body of authorizing with a profile, for everybody or for oneself. */
export class AuthorizeProfileDto {
  @TextField({ optional: true, max: 100, description: 'Required for a profile that serves any connector.' })
  readonly connectorId?: string;
  @JsonField({
    optional: true,
    description: "Values of the profile's parameters, such as `domain`; what is left out is asked for on the page.",
    schema: { additionalProperties: { type: 'string' } },
  })
  readonly parameters?: Readonly<Record<string, string>>;
  @TextField({
    optional: true,
    max: 2000,
    description: 'Where a link on the last page leads; a path such as `/connections` is one of this server.',
  })
  readonly returnUrl?: string;
}

/** What is saved with a profile, or connected by a member, and for which system. */
export class SavedAuthorizationView extends SharedAuthorizationView {
  @AnswerField(text) readonly connectorId!: string;
  @AnswerField({ type: 'object', additionalProperties: text }) readonly parameters!: Readonly<Record<string, string>>;
}

/** The token that is saved with a profile. */
export class ProfileAuthorizationView {
  @AnswerObjectField(() => SavedAuthorizationView, { nullable: true, description: 'Null when none is saved.' })
  readonly authorization!: SavedAuthorizationView | null;
}

/** An auth profile as whoever connects needs it. */
export class ConnectableProfileView {
  @AnswerField(text) readonly id!: string;
  @AnswerField({ ...text, enum: ['system', 'custom'] }) readonly kind!: 'system' | 'custom';
  @AnswerField(text) readonly name!: string;
  @AnswerField(text) readonly description!: string;
  @AnswerField(text) readonly identityProviderName!: string;
  @AnswerField({ ...optionalText, description: 'Null: any; then `connectorId` says which when you connect.' })
  readonly connectorId!: string | null;
  @AnswerField(text) readonly grantType!: string;
  @AnswerField({ type: 'boolean' }) readonly isPaused!: boolean;
  @AnswerObjectField(() => ParameterView, { isList: true, description: 'What its URLs need.' })
  readonly parameters!: readonly ParameterView[];
}

/** A profile that the signed-in member may use, with what they have connected. */
export class ConnectionView {
  @AnswerObjectField(() => ConnectableProfileView) readonly authProfile!: ConnectableProfileView;
  @AnswerField({
    type: 'boolean',
    description: 'False: it can only be disconnected; the profile is for other roles now.',
  })
  readonly mayUse!: boolean;
  @AnswerObjectField(() => SavedAuthorizationView, { nullable: true, description: 'Your own; nobody else can use it.' })
  readonly own!: SavedAuthorizationView | null;
  @AnswerObjectField(() => SavedAuthorizationView, {
    nullable: true,
    description: 'Saved with the profile, for everybody.',
  })
  readonly shared!: SavedAuthorizationView | null;
}
