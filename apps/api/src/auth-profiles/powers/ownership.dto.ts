import { AnswerField, AnswerObjectField, TextField, TextListField } from '../../http/fields.js';

const text = { type: 'string' } as const;

/** Whose a profile is, and who may use it. */
export class OwnershipDto {
  @TextField({
    optional: true,
    max: 100,
    description: 'The division that it belongs to; another one moves it, which takes the permission in both.',
  })
  readonly divisionId?: string;
  @TextListField({
    optional: true,
    nullable: true,
    maxItems: 50,
    maxLength: 100,
    description:
      'Names of built-in roles, and ids of own ones, whose members may use it. Null: everybody who sees it; `[]`: only who manages it.',
  })
  readonly invitedRoles?: string[] | null;
}

/** A role as far as whoever invites it needs to know. */
export class RoleToInviteView {
  @AnswerField({ ...text, description: 'What `invitedRoles` names it by.' }) readonly id!: string;
  @AnswerField(text) readonly name!: string;
  @AnswerField({
    type: 'boolean',
    description:
      'Whether an invitation changes anything: its members see auth profiles, and do not manage them anyway.',
  })
  readonly isInvitable!: boolean;
}

/** Every role of the workspace. */
export class RolesToInviteView {
  @AnswerObjectField(() => RoleToInviteView, { isList: true }) readonly items!: readonly RoleToInviteView[];
}

/** A bot that works with a profile, as far as the caller may know of it. */
export class AffectedBotView {
  @AnswerField(text) readonly botId!: string;
  @AnswerField(text) readonly botName!: string;
  @AnswerField(text) readonly connectorId!: string;
}

/** A member who gets a notice. */
export class ToldMemberView {
  @AnswerField(text) readonly id!: string;
  @AnswerField(text) readonly name!: string;
}

/** What must be authorized again, and who will be told. */
export class AffectedView {
  @AnswerField({
    type: ['string', 'null'],
    enum: ['registration', 'scopes', null],
    description:
      '`registration`: another client or other addresses, so that tokens given before end; `scopes`: they go on, without the new scopes. Null: nothing must be authorized again.',
  })
  readonly cause!: 'registration' | 'scopes' | null;
  @AnswerField({ type: 'integer' }) readonly actions!: number;
  @AnswerField({ type: 'integer', description: 'All of them.' }) readonly authorizations!: number;
  @AnswerField({ type: 'integer', description: 'Shared ones, of actions and of the profile.' })
  readonly shared!: number;
  @AnswerField({ type: 'integer', description: "Members' own." }) readonly members!: number;
  @AnswerField({ type: 'integer', description: "End users', who get a link in the chat." })
  readonly endUsers!: number;
  @AnswerObjectField(() => AffectedBotView, { isList: true, description: 'The bots that the caller may know of.' })
  readonly bots!: readonly AffectedBotView[];
  @AnswerField({ type: 'integer', description: 'Members who get a notice.' }) readonly toldCount!: number;
  @AnswerObjectField(() => ToldMemberView, {
    isList: true,
    description: 'At most 50 of them; none for a caller who may not see members.',
  })
  readonly told!: readonly ToldMemberView[];
}
