import { AnswerField, TextField } from '../http/fields.js';

/** Body of changing one's own account. */
export class UpdateAccountDto {
  @TextField({ max: 100 }) readonly name!: string;
}

/** Body of changing one's own password. */
export class ChangePasswordDto {
  @TextField({ max: 200, verbatim: true }) readonly currentPassword!: string;
  @TextField({ min: 12, max: 200, verbatim: true, description: 'At least 12 characters.' })
  readonly newPassword!: string;
}

/** Body of what the current password is asked for. */
export class PasswordAgainDto {
  @TextField({ max: 200, verbatim: true }) readonly password!: string;
}

/** Body of confirming a second factor. */
export class ConfirmSecondFactorDto {
  @TextField({ max: 40, example: '123456' }) readonly code!: string;
}

/** Body of making new recovery codes. */
export class RenewRecoveryCodesDto {
  @TextField({ max: 40, description: 'Of the authenticator, or a recovery code that is left.' }) readonly code!: string;
}

/** Body of removing a second factor. */
export class RemoveSecondFactorDto extends PasswordAgainDto {
  @TextField({ max: 40, description: 'Of the authenticator, or a recovery code.' }) readonly code!: string;
}

/** The account of the member who asks. */
export class OwnAccountView {
  @AnswerField({ type: 'string' }) readonly id!: string;
  @AnswerField({ type: 'string' }) readonly name!: string;
  @AnswerField({ type: 'string' }) readonly email!: string;
  @AnswerField({ type: 'boolean', description: 'Without one the member signs in with single sign-on.' })
  readonly hasPassword!: boolean;
  @AnswerField({ type: 'boolean' }) readonly hasSecondFactor!: boolean;
  @AnswerField({ type: 'integer', description: 'How many recovery codes are left.' })
  readonly recoveryCodesLeft!: number;
  @AnswerField({ type: 'boolean', description: 'Whether the workspace demands a second factor.' })
  readonly requiresSecondFactor!: boolean;
}

/** What an authenticator is told; shown this once. */
export class EnrolmentView {
  @AnswerField({ type: 'string', description: 'In base 32.' }) readonly secret!: string;
  @AnswerField({ type: 'string', description: 'What a QR code says: `otpauth://totp/...`.' }) readonly uri!: string;
}

/** Codes for when the authenticator is lost, each good once; shown this once. */
export class RecoveryCodesView {
  @AnswerField({ type: 'array', items: { type: 'string' } }) readonly recoveryCodes!: readonly string[];
}
