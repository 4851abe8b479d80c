import {
  AnswerField,
  AnswerObjectField,
  BooleanField,
  ChoiceField,
  IntegerField,
  ObjectListField,
  TextField,
} from '../http/fields.js';
import { PageQuery } from '../http/pages.js';

const text = { type: 'string' } as const;
const time = { type: 'string', format: 'date-time' } as const;
const optionalText = { type: ['string', 'null'] } as const;
const optionalTime = { type: ['string', 'null'], format: 'date-time' } as const;
const version = 'The version that was read; another one in between answers `version-conflict`.';

/** A role in a division, as it is given. */
export class GrantDto {
  @TextField({ max: 100, example: 'designer', description: 'A built-in role, or the id of one of your own.' })
  readonly role!: string;
  @TextField({ nullable: true, max: 100, description: 'Null: every division, those that do not exist yet too.' })
  readonly divisionId!: string | null;
}

/** A role in a division, as it is shown. */
export class GrantView {
  @AnswerField(text) readonly role!: string;
  @AnswerField({ ...text, description: 'For people.' }) readonly roleName!: string;
  @AnswerField({ ...optionalText, description: 'Null: every division.' }) readonly divisionId!: string | null;
  @AnswerField(optionalText) readonly divisionName!: string | null;
}

/** Query of the list of members. */
export class MembersQuery extends PageQuery {
  @TextField({ optional: true, max: 100, description: 'Part of the name or of the e-mail address, in any case.' })
  readonly search?: string;
  @ChoiceField(['active', 'deactivated'], { optional: true }) readonly state?: 'active' | 'deactivated';
}

/** A member as others see them. */
export class MemberView {
  @AnswerField(text) readonly id!: string;
  @AnswerField(text) readonly name!: string;
  @AnswerField({ ...text, format: 'email' }) readonly email!: string;
  @AnswerField({ ...text, enum: ['active', 'deactivated'] }) readonly state!: 'active' | 'deactivated';
  @AnswerObjectField(() => GrantView, { isList: true }) readonly grants!: readonly GrantView[];
  @AnswerField({ type: 'boolean', description: 'Whether they can sign in by password.' })
  readonly hasPassword!: boolean;
  @AnswerField({ type: 'boolean', description: 'Whether signing in by password asks for a code too.' })
  readonly hasSecondFactor!: boolean;
  @AnswerField({ ...optionalTime, description: 'Null: in none of the sessions that there still are.' })
  readonly lastSeenAt!: string | null;
  @AnswerField(time) readonly createdAt!: string;
  @AnswerField({ type: 'integer' }) readonly version!: number;
  @AnswerField({
    type: 'boolean',
    description: 'Whether the caller holds all that the member holds, and may change them.',
  })
  readonly mayChange!: boolean;
}

/** An API key that a member has made. */
export class MadeApiKeyView {
  @AnswerField(text) readonly id!: string;
  @AnswerField(text) readonly name!: string;
  @AnswerField(optionalTime) readonly lastUsedAt!: string | null;
}

/** One member, with what goes when they are removed. */
export class MemberDetailsView extends MemberView {
  @AnswerObjectField(() => MadeApiKeyView, { isList: true, description: 'Live API keys that the member has made.' })
  readonly apiKeys!: readonly MadeApiKeyView[];
}

/** Body of changing a member; what is left out stays. */
export class UpdateMemberDto {
  @TextField({ optional: true, max: 100 }) readonly name?: string;
  @BooleanField({
    optional: true,
    description: 'True: they cannot sign in, and API keys that they made are refused, until they are activated again.',
  })
  readonly isDeactivated?: boolean;
  @IntegerField({ optional: true, min: 1, description: version }) readonly version?: number;
}

/** Body of saying which roles a member has. */
export class SetGrantsDto {
  @ObjectListField(() => GrantDto, { description: 'All of them: what is not listed is taken away.' })
  readonly grants!: readonly GrantDto[];
  @IntegerField({ optional: true, min: 1, description: version }) readonly version?: number;
}

/** Query of removing a member. */
export class RemoveMemberQuery {
  @ChoiceField(['revoke', 'keep'], {
    optional: true,
    description:
      'What becomes of API keys they made; `revoke` unless told. Those that are kept are yours from then on.',
  })
  readonly apiKeys?: 'revoke' | 'keep';
}

/** What removing a member came to. */
export class RemovedMemberView {
  @AnswerField({ type: 'integer' }) readonly revokedApiKeys!: number;
}
