import { AnswerField, AnswerObjectField, EmailField, ObjectListField, TextField } from '../../http/fields.js';
import { GrantDto, GrantView } from '../member.dto.js';

const text = { type: 'string' } as const;
const time = { type: 'string', format: 'date-time' } as const;
const optionalText = { type: ['string', 'null'] } as const;

/** Body of inviting somebody. */
export class InviteDto {
  @EmailField({ example: 'dora@example.com' }) readonly email!: string;
  @TextField({ optional: true, max: 100 }) readonly name?: string;
  @ObjectListField(() => GrantDto, { description: 'Which roles they will have: at least one.' })
  readonly grants!: readonly GrantDto[];
}

/** An invitation that nobody has accepted yet, as it is shown: never its link. */
export class InvitationView {
  @AnswerField(text) readonly id!: string;
  @AnswerField({ ...text, format: 'email' }) readonly email!: string;
  @AnswerField(optionalText) readonly name!: string | null;
  @AnswerField({ ...text, enum: ['open', 'expired'] }) readonly state!: 'open' | 'expired';
  @AnswerObjectField(() => GrantView, { isList: true }) readonly grants!: readonly GrantView[];
  @AnswerField({ ...optionalText, description: 'Who invites; null: an API key, or somebody who has left.' })
  readonly invitedBy!: string | null;
  @AnswerField(time) readonly createdAt!: string;
  @AnswerField(time) readonly expiresAt!: string;
}

/** An invitation with its link, which is shown this once. */
export class IssuedInvitationView extends InvitationView {
  @AnswerField({ ...text, format: 'uri', description: 'For the invited alone; it is shown this once.' })
  readonly url!: string;
  @AnswerField({ type: 'boolean', description: 'Whether the link was mailed too.' }) readonly isMailed!: boolean;
}

/** Body of looking at the invitation that a link is for. */
export class InvitationTokenDto {
  @TextField({ max: 100, verbatim: true, description: 'What stands behind the # of the link.' })
  readonly token!: string;
}

/** What the invited sees. */
export class InvitationOfferView {
  @AnswerField({ ...text, format: 'email' }) readonly email!: string;
  @AnswerField(optionalText) readonly name!: string | null;
  @AnswerField(text) readonly workspaceName!: string;
  @AnswerField(optionalText) readonly invitedBy!: string | null;
  @AnswerObjectField(() => GrantView, { isList: true }) readonly grants!: readonly GrantView[];
  @AnswerField(time) readonly expiresAt!: string;
  @AnswerField({
    type: 'boolean',
    description: 'Whether they choose a password; false where the workspace lets them in by single sign-on only.',
  })
  readonly needsPassword!: boolean;
}

/** Body of accepting an invitation. */
export class AcceptInvitationDto extends InvitationTokenDto {
  @TextField({ max: 100 }) readonly name!: string;
  @TextField({
    optional: true,
    min: 12,
    max: 200,
    verbatim: true,
    description: 'At least 12 characters, where the offer says `needsPassword`; refused where it does not.',
  })
  readonly password?: string;
}

/** Who has just become a member. */
export class JoinedView {
  @AnswerField(text) readonly memberId!: string;
  @AnswerField({ type: 'boolean', description: 'False where the workspace lets people in by single sign-on only.' })
  readonly isSignedIn!: boolean;
}
