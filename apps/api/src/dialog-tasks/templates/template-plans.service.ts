import { Injectable } from '@nestjs/common';
import type { DialogTemplate } from '#connectors';
import { DataSource } from 'typeorm';
import type { Action } from '../../actions/action.entity.js';
import { ActionsService } from '../../actions/actions.service.js';
import { scopesInWords } from '../../authorization-requests/authorization-requests.service.js';
import type { ResolvedAuthProfile } from '../../auth-profiles/resolved-auth-profile.js';
import { AuthorizationsService } from '../../authorizations/authorizations.service.js';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import type { Caller } from '../../http/caller.js';
import { NotFoundError } from '../../http/problem.js';
import { DialogTask } from '../dialog-task.entity.js';
import { additionsOf } from './additions.js';
import type { InstallTemplateDto, MissingView, PlannedRequirementsView, TemplatePlanView } from './template.dto.js';
import { TemplatesService, type TemplatePlace } from './templates.service.js';

/** What authorizes an action. */
interface Standing {
  readonly action: Action | undefined;
  /** What the shared authorization has, or what end users are asked for; undefined where nobody has authorized yet. */
  readonly scopes: readonly string[] | undefined;
}

/** Tells before a template is installed what it adds, what it needs, and what is missing. */
@Injectable()
export class TemplatePlansService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly templates: TemplatesService,
    private readonly connectors: ConnectorsService,
    private readonly actions: ActionsService,
    private readonly authorizations: AuthorizationsService,
  ) {}

  /** @throws {NotFoundError} */
  async plan(caller: Caller, place: TemplatePlace, dto: InstallTemplateDto): Promise<TemplatePlanView> {
    const actions = await this.actions.list(caller, place.botId);
    const template = this.templates.get(place);
    const standing = await this.standingOf(actions.find(({ connectorId }) => connectorId === place.connectorId));
    const requires = this.requirementsOf(place.connectorId, template, standing);
    const name = dto.name ?? template.title;
    const isTaken = await this.dataSource.manager.existsBy(DialogTask, { botId: place.botId, name });
    const systemName = this.connectors.get(place.connectorId).name;
    return {
      adds: additionsOf(template.graph),
      requires,
      missing: [...missingOf(systemName, standing, requires), ...(isTaken ? [takenName(name)] : [])],
      canInstall: !isTaken,
    };
  }

  private requirementsOf(
    connectorId: string,
    { requires }: DialogTemplate,
    { scopes: granted = [] }: Standing,
  ): PlannedRequirementsView {
    const { operations, oauth } = this.connectors.get(connectorId);
    const needed = operations.filter(({ id }) => requires.includes(id));
    const scopes = [...new Set(needed.flatMap((operation) => operation.scopes))];
    return {
      connectorId,
      operations: needed.map(({ id, title, effect }) => ({ id, title, kind: effect })),
      scopes: scopes.map((scope) => {
        const inWords = scopesInWords([scope], oauth?.scopes ?? [])[0] ?? scope;
        return { scope, inWords, isGranted: granted.includes(scope) };
      }),
    };
  }

  private async standingOf(action: Action | undefined): Promise<Standing> {
    if (action === undefined) return { action, scopes: undefined };
    if (action.authorizationMode === 'end-user') {
      const profile = await this.profileOf(action);
      return profile === undefined ? { action: undefined, scopes: undefined } : { action, scopes: profile.scopes };
    }
    const shared = await this.authorizations.findUsable(action, { kind: 'shared' });
    return { action, scopes: shared?.scopes };
  }

  /** Undefined when the operator has withdrawn it: then the action has to be configured anew. */
  private async profileOf(action: Action): Promise<ResolvedAuthProfile | undefined> {
    return this.actions.profileOf(action).catch((error: unknown) => {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    });
  }
}

function missingOf(
  systemName: string,
  { action, scopes }: Standing,
  requires: PlannedRequirementsView,
): readonly MissingView[] {
  if (action === undefined) {
    return [missing('action-not-configured', `${systemName} is not configured on this bot.`, 'configure')];
  }
  const found: MissingView[] = [];
  if (scopes === undefined && action.state !== 'error') {
    found.push(missing('authorization-missing', `Nobody has authorized ${systemName} for this bot.`, 'authorize'));
  }
  const withheld = scopes === undefined ? [] : requires.scopes.filter(({ isGranted }) => !isGranted);
  if (withheld.length > 0) {
    const words = withheld.map(({ inWords }) => inWords).join(', ');
    const cure = action.authorizationMode === 'end-user' ? 'configure' : 'authorize';
    found.push(missing('scope-missing', `${systemName} does not allow this bot to: ${words}.`, cure));
  }
  return [...found, ...missingState(systemName, action)];
}

function missingState(systemName: string, { state, errorCode }: Action): readonly MissingView[] {
  if (state === 'configured') return [];
  if (state === 'error') {
    const why = errorCode === null ? '' : ` (${errorCode})`;
    return [
      missing('action-error', `${systemName} no longer works on this bot${why}; authorize it again.`, 'authorize'),
    ];
  }
  return [missing('action-disabled', `${systemName} is not enabled on this bot.`, 'enable')];
}

function takenName(name: string): MissingView {
  return missing('name-taken', `A dialog task of this bot is named '${name}' already.`, 'rename');
}

function missing(code: MissingView['code'], message: string, kind: MissingView['cure']['kind']): MissingView {
  return { code, message, cure: { kind } };
}
