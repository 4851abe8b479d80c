import { AnswerField, TextField } from '../../http/fields.js';

/** A link by which a member sets a new password. */
export class PasswordResetView {
  @AnswerField({ type: 'string', format: 'uri', description: 'For the member alone; it is shown this once.' })
  readonly url!: string;
  @AnswerField({ type: 'string', format: 'date-time' }) readonly expiresAt!: string;
  @AnswerField({ type: 'boolean', description: 'Whether the link was mailed too.' }) readonly isMailed!: boolean;
}

/** Body of setting a new password by a link. */
export class AcceptPasswordResetDto {
  @TextField({ max: 100, verbatim: true, description: 'What stands behind the # of the link.' })
  readonly token!: string;
  @TextField({ min: 12, max: 200, verbatim: true, description: 'At least 12 characters.' }) readonly password!: string;
}
