import { AnswerField, AnswerObjectField, IntegerField, TextField, TextListField } from '../../http/fields.js';
import { allPermissions, type Permission } from '../../http/permissions.js';

const text = { type: 'string' } as const;
const permission = { type: 'string', enum: [...allPermissions] } as const;

/** A permission, for whoever puts roles together. */
export class PermissionView {
  @AnswerField(permission) readonly id!: Permission;
  @AnswerField({ ...text, description: 'What it lets its holder do.' }) readonly title!: string;
  @AnswerField({
    type: 'boolean',
    description: 'False: it concerns the whole workspace, and counts only where a role is given for every division.',
  })
  readonly isOfDivisions!: boolean;
  @AnswerField({ type: 'boolean', description: 'Whether an API key that serves certain bots can have it.' })
  readonly isOfBots!: boolean;
  @AnswerField({
    type: ['string', 'null'],
    enum: [...allPermissions, null],
    description: 'What a role that has it has too.',
  })
  readonly needs!: Permission | null;
}

/** A role as it is shown. */
export class RoleView {
  @AnswerField({ ...text, description: 'What grants name it by.' }) readonly id!: string;
  @AnswerField(text) readonly name!: string;
  @AnswerField(text) readonly description!: string;
  @AnswerField({ type: 'array', items: permission }) readonly permissions!: readonly Permission[];
  @AnswerField({ type: 'boolean', description: 'Every workspace has it; it cannot be changed.' })
  readonly isBuiltIn!: boolean;
  @AnswerField({ type: 'integer', description: 'Members who have it somewhere.' }) readonly memberCount!: number;
  @AnswerField({ type: 'boolean', description: 'Whether the caller may change or delete it.' })
  readonly mayChange!: boolean;
  @AnswerField({ type: 'integer' }) readonly version!: number;
}

/** Every role that there is. */
export class RolesView {
  @AnswerObjectField(() => RoleView, { isList: true }) readonly items!: readonly RoleView[];
}

/** Every permission that there is. */
export class PermissionsView {
  @AnswerObjectField(() => PermissionView, { isList: true }) readonly items!: readonly PermissionView[];
}

/** Body of making a role. */
export class CreateRoleDto {
  @TextField({ max: 100, example: 'Auditor' }) readonly name!: string;
  @TextField({ optional: true, min: 0, max: 500 }) readonly description?: string;
  @TextListField({ values: allPermissions, description: 'At most what its maker holds; managing needs seeing.' })
  readonly permissions!: readonly Permission[];
}

/** Body of changing a role; what is left out stays. */
export class UpdateRoleDto {
  @TextField({ optional: true, max: 100 }) readonly name?: string;
  @TextField({ optional: true, min: 0, max: 500 }) readonly description?: string;
  @TextListField({ optional: true, values: allPermissions }) readonly permissions?: readonly Permission[];
  @IntegerField({
    optional: true,
    min: 1,
    description: 'The version that was read; another one in between answers `version-conflict`.',
  })
  readonly version?: number;
}
