import type { Connector } from '#connectors';
import { Allow } from 'class-validator';
import {
  AnswerField,
  AnswerObjectField,
  BooleanField,
  ChoiceField,
  JsonField,
  ObjectField,
  TextField,
} from '../http/fields.js';
import { categoryList, MarkView } from '../connectors/connector.dto.js';
import { SharedAuthorizationView, toSharedAuthorizationView } from '../authorizations/shared-authorization.dto.js';
import { EndUserDto } from '../end-users/end-user.dto.js';
import { ActionFaultView, RunCountsView, UsingTaskView } from './surroundings/surroundings.dto.js';
import { actionFaultOf } from './surroundings/action-faults.js';
import type { Surroundings } from './surroundings/action-surroundings.service.js';
import type { Action, ActionState, AuthorizationMode } from './action.entity.js';

export const authorizationModes = ['pre-authorized', 'end-user'] as const satisfies readonly AuthorizationMode[];
export const actionStates = ['available', 'configured', 'disabled', 'error'] as const satisfies readonly ActionState[];

/** Query of the list of actions. */
export class ListActionsQuery {
  @ChoiceField(actionStates, { optional: true }) readonly status?: ActionState;
}

/** Body of configuring an action. */
export class ConfigureActionDto {
  @ChoiceField(authorizationModes, {
    description: '`pre-authorized`: one shared authorization; `end-user`: each end user authorizes through a link.',
  })
  readonly authorizationMode!: AuthorizationMode;
  @TextField({ optional: true, max: 100, description: 'The best system profile that there is unless told.' })
  readonly authProfileId?: string;
  @BooleanField({
    optional: true,
    description:
      'With `pre-authorized`: whether the token that is saved with the auth profile serves the action while it has none of its own; true unless told.',
  })
  readonly usesProfileAuthorization?: boolean;
  @JsonField({
    optional: true,
    description: "Values of the preset's parameters, such as `domain`.",
    schema: { additionalProperties: { type: 'string' } },
  })
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Body of making an authorization link for an end user. */
export class CreateAuthorizationLinkDto {
  @ObjectField(() => EndUserDto) readonly endUser!: EndUserDto;
  @TextField({ optional: true, max: 100, description: 'The conversation that goes on when the end user is through.' })
  readonly conversationId?: string;
  @TextField({ optional: true, max: 2000, description: 'Where a link on the last page leads.' })
  readonly returnUrl?: string;
}

/** Body of the designer's own authorization. */
export class AuthorizeActionDto {
  @TextField({
    optional: true,
    max: 2000,
    description: 'Where a link on the last page leads; a path such as `/bots` is one of this server.',
  })
  readonly returnUrl?: string;
}

/** An action as it is shown. */
export class ActionView {
  /** Null until it is configured. */
  @AnswerField({ type: ['string', 'null'] }) readonly id!: string | null;
  @AnswerField({ type: 'string' }) readonly connectorId!: string;
  @AnswerField({ type: 'string' }) readonly name!: string;
  @AnswerField({ type: 'string' }) readonly description!: string;
  @AnswerField(categoryList) readonly categories!: readonly string[];
  @AnswerObjectField(() => MarkView) readonly mark!: MarkView;
  @AnswerField({ type: 'string', enum: [...actionStates] }) readonly state!: ActionState;
  @AnswerField({ type: ['string', 'null'], description: 'Why the state is `error`.' }) readonly errorCode!:
    string | null;
  @AnswerField({ type: ['string', 'null'], enum: [...authorizationModes, null] })
  readonly authorizationMode!: AuthorizationMode | null;
  @AnswerField({ type: ['string', 'null'] }) readonly authProfileId!: string | null;
  @AnswerField({ type: 'object', additionalProperties: { type: 'string' } })
  readonly parameters!: Readonly<Record<string, string>>;
  @AnswerField({ type: 'boolean', description: "Whether the auth profile's saved token serves it where it has none." })
  readonly usesProfileAuthorization!: boolean;
  @AnswerField({
    type: ['string', 'null'],
    enum: ['action', 'profile', null],
    description: 'Whose the shared authorization is: of this action alone, or saved with its auth profile.',
  })
  readonly authorizationSource!: 'action' | 'profile' | null;
  @AnswerField({ type: ['string', 'null'], description: 'The shared authorization, where there is one.' })
  readonly authorizationId!: string | null;
  @AnswerObjectField(() => SharedAuthorizationView, {
    nullable: true,
    description: 'The same with its account, also one that must be authorized again.',
  })
  readonly authorization!: SharedAuthorizationView | null;
  @AnswerObjectField(() => ActionFaultView, {
    nullable: true,
    description: 'Why it does not work, or what went wrong last, with the cure.',
  })
  readonly fault!: ActionFaultView | null;
  @AnswerField({ type: 'integer', description: 'End users who have authorized it.' })
  readonly endUserAuthorizationCount!: number;
  @AnswerObjectField(() => RunCountsView) readonly runs!: RunCountsView;
  @AnswerObjectField(() => UsingTaskView, { isList: true, description: 'The dialog tasks that use it.' })
  readonly dialogTasks!: readonly UsingTaskView[];
  @AnswerField({ type: ['string', 'null'], format: 'date-time' }) readonly enabledAt!: string | null;
  @AnswerField({ type: 'integer' }) readonly version!: number;
}

/** The answer to `GET .../actions`. */
export class ActionsView {
  @AnswerObjectField(() => ActionView, { isList: true }) @Allow() readonly items!: readonly ActionView[];
}

type ShownConnector = Pick<Connector, 'id' | 'name' | 'description' | 'categories' | 'mark'>;

const unconfigured = {
  id: null,
  state: 'available',
  errorCode: null,
  authorizationMode: null,
  authProfileId: null,
  parameters: {},
  usesProfileAuthorization: true,
  enabledAt: null,
  version: 0,
} as const;

const nothingAround: Surroundings = { endUserCount: 0, runs: { succeeded: 0, failed: 0 }, dialogTasks: [] };

/** What is shown of an action; without a row it is available and nothing more. */
export function toActionView(connector: ShownConnector, action?: Action, around = nothingAround): ActionView {
  const { id: connectorId, name, description, categories, mark } = connector;
  const { shared, endUserCount, runs, dialogTasks } = around;
  return {
    ...{ connectorId, name, description, categories, mark, runs, dialogTasks },
    ...(action === undefined ? unconfigured : settingsOf(action)),
    authorizationSource: sourceOf(shared),
    authorizationId: isUsable(around, action) ? (shared?.id ?? null) : null,
    authorization: shared === undefined ? null : toSharedAuthorizationView(shared),
    fault: actionFaultOf(action?.errorCode ?? shared?.failureCode),
    endUserAuthorizationCount: endUserCount,
  };
}

function settingsOf(action: Action) {
  const { id, state, errorCode, authorizationMode, authProfileId, parameters, version } = action;
  const { usesProfileAuthorization } = action;
  const enabledAt = action.enabledAt?.toISOString() ?? null;
  const settings = { authorizationMode, authProfileId, parameters, usesProfileAuthorization };
  return { id, state, errorCode, ...settings, enabledAt, version };
}

function sourceOf(shared: Surroundings['shared']): ActionView['authorizationSource'] {
  if (shared === undefined) return null;
  return shared.actionId === null ? 'profile' : 'action';
}

function isUsable({ shared }: Surroundings, action: Action | undefined): boolean {
  return shared?.state === 'active' && action?.authorizationMode === 'pre-authorized';
}
