import { AnswerField, AnswerObjectField, TextField } from '../../http/fields.js';

/** A division as it is shown. */
export class DivisionView {
  @AnswerField({ type: 'string' }) readonly id!: string;
  @AnswerField({ type: 'string' }) readonly name!: string;
  @AnswerField({ type: 'string' }) readonly description!: string;
  @AnswerField({ type: 'boolean', description: 'Resources belong to it unless told; it cannot be deleted.' })
  readonly isHome!: boolean;
  @AnswerField({ type: 'integer' }) readonly botCount!: number;
  @AnswerField({ type: 'integer' }) readonly authProfileCount!: number;
  @AnswerField({ type: 'integer', description: 'Members with a role for this division in particular.' })
  readonly memberCount!: number;
}

/** The divisions that the caller may know of. */
export class DivisionsView {
  @AnswerObjectField(() => DivisionView, { isList: true }) readonly items!: readonly DivisionView[];
}

/** Body of making a division. */
export class CreateDivisionDto {
  @TextField({ max: 100, example: 'Sales' }) readonly name!: string;
  @TextField({ optional: true, min: 0, max: 500 }) readonly description?: string;
}

/** Body of changing a division; what is left out stays. */
export class UpdateDivisionDto {
  @TextField({ optional: true, max: 100 }) readonly name?: string;
  @TextField({ optional: true, min: 0, max: 500 }) readonly description?: string;
}
