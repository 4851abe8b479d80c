import { actionStates, authorizationModes } from '../../actions/action.dto.js';
import type { ActionState, AuthorizationMode } from '../../actions/action.entity.js';
import { AnswerField, AnswerObjectField, TextField } from '../../http/fields.js';

/** Body of installing a template. */
export class InstallTemplateDto {
  @TextField({ optional: true, max: 100, description: "The template's title unless told." }) readonly name?: string;
}

/** How the system of a template stands on a bot. */
export class TemplateActionView {
  @AnswerField({ type: 'string', enum: [...actionStates] }) readonly state!: ActionState;
  @AnswerField({ type: ['string', 'null'], description: 'Why the state is `error`.' }) readonly errorCode!:
    string | null;
  @AnswerField({ type: ['string', 'null'], enum: [...authorizationModes, null] })
  readonly authorizationMode!: AuthorizationMode | null;
}

/** A template of a connector, and what a bot has of it. */
export class TemplateView {
  @AnswerField({ type: 'string' }) readonly connectorId!: string;
  @AnswerField({ type: 'string', description: 'The name that people know the system by.' })
  readonly systemName!: string;
  @AnswerField({ type: 'string' }) readonly name!: string;
  @AnswerField({ type: 'string' }) readonly title!: string;
  @AnswerField({ type: 'string' }) readonly description!: string;
  @AnswerField({ type: 'integer' }) readonly version!: number;
  @AnswerField({ type: 'array', items: { type: 'string' }, description: 'Ids of the operations that it runs.' })
  readonly requires!: readonly string[];
  @AnswerObjectField(() => TemplateActionView) readonly action!: TemplateActionView;
  @AnswerField({
    type: 'array',
    items: { type: 'string' },
    description: 'Dialog tasks of the bot that were copied from it.',
  })
  readonly installedAs!: readonly string[];
}

/** The answer to `GET .../templates`. */
export class TemplatesView {
  @AnswerObjectField(() => TemplateView, { isList: true }) readonly items!: readonly TemplateView[];
}

/** An entity that a template asks for. */
export class PlannedEntityView {
  @AnswerField({ type: 'string' }) readonly name!: string;
  @AnswerField({ type: 'string', description: 'Such as `text` or `date`.' }) readonly kind!: string;
  @AnswerField({ type: 'string', enum: ['mandatory', 'optional', 'hidden'] })
  readonly requirement!: 'mandatory' | 'optional' | 'hidden';
}

/** What installing a template adds to a bot. */
export class PlannedAdditionsView {
  @AnswerField({ type: 'integer', description: 'How many.' }) readonly nodes!: number;
  @AnswerObjectField(() => PlannedEntityView, { isList: true }) readonly entities!: readonly PlannedEntityView[];
  @AnswerField({ type: 'integer', description: 'How many.' }) readonly messages!: number;
  @AnswerField({ type: 'array', items: { type: 'string' }, description: 'BCP 47; the own one of the graph first.' })
  readonly languages!: readonly string[];
}

/** An operation that a template runs. */
export class PlannedOperationView {
  @AnswerField({ type: 'string' }) readonly id!: string;
  @AnswerField({ type: 'string' }) readonly title!: string;
  @AnswerField({ type: 'string', enum: ['read', 'write'] }) readonly kind!: 'read' | 'write';
}

/** A scope that the operations of a template need. */
export class PlannedScopeView {
  @AnswerField({ type: 'string' }) readonly scope!: string;
  @AnswerField({ type: 'string' }) readonly inWords!: string;
  @AnswerField({
    type: 'boolean',
    description: 'Whether the shared authorization has it; where end users authorize, whether they are asked for it.',
  })
  readonly isGranted!: boolean;
}

/** What a template needs to work. */
export class PlannedRequirementsView {
  @AnswerField({ type: 'string' }) readonly connectorId!: string;
  @AnswerObjectField(() => PlannedOperationView, { isList: true })
  readonly operations!: readonly PlannedOperationView[];
  @AnswerObjectField(() => PlannedScopeView, { isList: true }) readonly scopes!: readonly PlannedScopeView[];
}

export const missingCodes = [
  ...['action-not-configured', 'action-disabled', 'action-error'],
  ...['authorization-missing', 'scope-missing', 'name-taken'],
] as const;
export const cures = ['configure', 'enable', 'authorize', 'rename'] as const;

/** What a person does about something that is missing. */
export class CureView {
  @AnswerField({ type: 'string', enum: [...cures] }) readonly kind!: (typeof cures)[number];
}

/** Something that stands between a template and its working. */
export class MissingView {
  @AnswerField({ type: 'string', enum: [...missingCodes] }) readonly code!: (typeof missingCodes)[number];
  @AnswerField({ type: 'string' }) readonly message!: string;
  @AnswerObjectField(() => CureView) readonly cure!: CureView;
}

/** What would come of installing a template now. */
export class TemplatePlanView {
  @AnswerObjectField(() => PlannedAdditionsView) readonly adds!: PlannedAdditionsView;
  @AnswerObjectField(() => PlannedRequirementsView) readonly requires!: PlannedRequirementsView;
  @AnswerObjectField(() => MissingView, { isList: true }) readonly missing!: readonly MissingView[];
  @AnswerField({
    type: 'boolean',
    description:
      'Whether it can be installed; only a name that is taken prevents that. It works once nothing is missing.',
  })
  readonly canInstall!: boolean;
}
