import { grantTypes } from '#auth-profiles';
import { AuthorizationPresetView, CredentialPresetView } from '../../connectors/authorization.dto.js';
import { AnswerField, AnswerObjectField } from '../../http/fields.js';

const text = { type: 'string' } as const;

/** What a new auth profile can begin with; the URLs are empty for a system without OAuth. */
export class AuthProfilePresetView extends AuthorizationPresetView {
  @AnswerField(text) readonly id!: string;
  @AnswerField(text) readonly name!: string;
  @AnswerField({ type: ['string', 'null'], description: 'The only connector it is for; null: any.' })
  readonly connectorId!: string | null;
  @AnswerField({ ...text, description: 'Shown to end users.' }) readonly identityProviderName!: string;
  @AnswerField({ type: 'array', items: { ...text, enum: [...grantTypes] }, description: 'The best one first.' })
  readonly grantTypes!: readonly string[];
  @AnswerObjectField(() => CredentialPresetView, {
    isList: true,
    description: 'What `basic` and `api-key` ask for; empty where a profile says it itself.',
  })
  readonly credentials!: readonly CredentialPresetView[];
  @AnswerField({ type: ['string', 'null'], description: 'With `jwt-bearer`: the audience that the system wants.' })
  readonly audience!: string | null;
  @AnswerField({ type: 'boolean', description: 'Whether its URLs hold `{tenant}`.' }) readonly hasTenancy!: boolean;
  @AnswerField({ type: 'array', items: text, description: 'What to know before the app is registered.' })
  readonly hints!: readonly string[];
  @AnswerField({
    type: ['string', 'null'],
    format: 'uri',
    description: 'Where the provider tells how to register an app.',
  })
  readonly documentation!: string | null;
}

/** The answer to `GET /v1/auth-profile-presets`. */
export class AuthProfilePresetsView {
  @AnswerObjectField(() => AuthProfilePresetView, { isList: true }) readonly items!: readonly AuthProfilePresetView[];
}
