import { AnswerField, AnswerObjectField } from '../http/fields.js';
import { rotationSteps, type KeyRotation, type RotationStep } from './rotation/key-rotation.entity.js';

/** A data key, and how much it has sealed. */
export class DataKeyView {
  @AnswerField({ type: 'string' }) readonly id!: string;
  @AnswerField({ type: 'boolean', description: 'Whether it seals from now on.' }) readonly isCurrent!: boolean;
  @AnswerField({ type: 'string', description: 'The master key that wraps it.' }) readonly masterKeyId!: string;
  @AnswerField({ type: 'integer', description: 'Sealed texts that need it; some seconds late.' })
  readonly sealedCount!: number;
  @AnswerField({ type: 'string', format: 'date-time' }) readonly createdAt!: string;
  @AnswerField({ type: ['string', 'null'], format: 'date-time', description: 'When a rotation had replaced it.' })
  readonly retiredAt!: string | null;
}

/** A column whose texts are sealed. */
export class SealedContentView {
  @AnswerField({ type: 'string', example: 'authorizations.token_set_sealed' }) readonly place!: string;
  @AnswerField({ type: 'integer' }) readonly sealedCount!: number;
  @AnswerField({ type: 'integer', description: 'Those that an older data key has sealed.' })
  readonly outdatedCount!: number;
}

/** How far a rotation of the keys is. */
export class KeyRotationView {
  @AnswerField({ type: 'string' }) readonly id!: string;
  @AnswerField({ type: 'string', enum: [...rotationSteps] }) readonly step!: RotationStep;
  @AnswerField({ type: 'integer', description: 'Sealed texts when it began.' }) readonly total!: number;
  @AnswerField({ type: 'integer', description: 'Of them, those that were looked at.' }) readonly checked!: number;
  @AnswerField({ type: 'integer' }) readonly resealed!: number;
  @AnswerField({ type: 'integer', description: 'Texts that no key opens: damaged before; they stay as they are.' })
  readonly unreadable!: number;
  @AnswerField({ type: 'string', format: 'date-time' }) readonly startedAt!: string;
  @AnswerField({ type: ['string', 'null'], format: 'date-time' }) readonly finishedAt!: string | null;
}

/** The keys of the installation. */
export class EncryptionView {
  @AnswerField({
    type: 'string',
    enum: ['local', 'remote'],
    description: 'Master keys of the server, or a key service.',
  })
  readonly keyService!: 'local' | 'remote';
  @AnswerObjectField(() => DataKeyView, { isList: true }) readonly keys!: readonly DataKeyView[];
  @AnswerObjectField(() => SealedContentView, { isList: true }) readonly contents!: readonly SealedContentView[];
  @AnswerObjectField(() => KeyRotationView, { nullable: true, description: 'The one that runs, or the last one.' })
  readonly rotation!: KeyRotationView | null;
}

/** A rotation as it is shown. */
export function toKeyRotationView(rotation: KeyRotation): KeyRotationView {
  const { id, step, total, checked, resealed, unreadable, startedAt, finishedAt } = rotation;
  return {
    id,
    step,
    total: Math.max(total, checked),
    checked,
    resealed,
    unreadable,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
