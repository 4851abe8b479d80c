import { AnswerField, AnswerObjectField, EmailField, TextField } from '../http/fields.js';
import { allPermissions } from '../http/permissions.js';

/** Body of signing in. */
export class SignInDto {
  @EmailField() readonly email!: string;
  @TextField({ max: 200, verbatim: true }) readonly password!: string;
}

/** Body of the second step of signing in. */
export class SecondFactorDto {
  @TextField({ min: 20, max: 100, description: 'From the problem `second-factor-required`.' })
  readonly challenge!: string;
  @TextField({ max: 40, description: 'Of the authenticator, or a recovery code.', example: '123456' })
  readonly code!: string;
}

/** What the caller holds in one division. */
export class GrantedView {
  @AnswerField({ type: ['string', 'null'], description: 'Null: every division.' }) readonly divisionId!: string | null;
  @AnswerField({ type: 'array', items: { type: 'string', enum: [...allPermissions] } })
  readonly permissions!: readonly string[];
}

/** Who the caller is. */
export class SessionView {
  @AnswerField({ type: 'string', enum: ['member', 'api-key'] }) readonly kind!: 'member' | 'api-key';
  @AnswerField({ type: 'string', description: 'Id of the member or of the API key.' }) readonly id!: string;
  @AnswerField({ type: 'string' }) readonly workspaceId!: string;
  @AnswerField({ type: 'string' }) readonly workspaceName!: string;
  @AnswerField({ type: 'string' }, { optional: true }) readonly name?: string;
  @AnswerField({ type: 'string' }, { optional: true }) readonly email?: string;
  @AnswerField({ type: 'array', items: { type: 'string' } }) readonly roles!: readonly string[];
  @AnswerField({ type: 'array', items: { type: 'string', enum: [...allPermissions] } })
  readonly permissions!: readonly string[];
  @AnswerObjectField(() => GrantedView, { isList: true }) readonly grants!: readonly GrantedView[];
  @AnswerField({
    type: ['array', 'null'],
    items: { type: 'string' },
    description: 'The only bots the caller may know of; null: all.',
  })
  readonly botIds!: readonly string[] | null;
  @AnswerField({ type: 'boolean', description: 'Whether a second factor must be set up before anything else.' })
  readonly mustSetUpSecondFactor!: boolean;
  @AnswerField({
    type: ['integer', 'null'],
    description: 'After so many seconds the session ends when nothing else is asked; null for API keys.',
  })
  readonly endsInSeconds!: number | null;
  @AnswerField({ type: 'boolean', description: 'Whether sign-ins at the sandbox can be simulated on this server.' })
  readonly hasSimulator!: boolean;
  @AnswerField({ type: 'string', description: 'Of the server.' }) readonly version!: string;
}
