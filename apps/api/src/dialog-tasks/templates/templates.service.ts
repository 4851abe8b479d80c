import { Injectable } from '@nestjs/common';
import type { Connector, DialogTemplate } from '#connectors';
import { DataSource } from 'typeorm';
import type { Action } from '../../actions/action.entity.js';
import { ActionsService } from '../../actions/actions.service.js';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import type { Caller } from '../../http/caller.js';
import { NotFoundError } from '../../http/problem.js';
import type { DialogTaskView } from '../dialog-task.dto.js';
import { DialogTask } from '../dialog-task.entity.js';
import { DialogTasksService } from '../dialog-tasks.service.js';
import type { InstallTemplateDto, TemplateActionView, TemplateView } from './template.dto.js';

/** Where a template stands. */
export interface TemplatePlace {
  readonly botId: string;
  readonly connectorId: string;
  readonly name: string;
}

/** Ready-made dialog tasks that connectors ship. */
@Injectable()
export class TemplatesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly connectors: ConnectorsService,
    private readonly actions: ActionsService,
    private readonly tasks: DialogTasksService,
  ) {}

  /** The templates of a connector, or of all; with the state of its action, and which tasks of the bot were copied from each. */
  async list(caller: Caller, botId: string, connectorId?: string): Promise<readonly TemplateView[]> {
    const connectors = connectorId === undefined ? this.connectors.registry.list() : [this.connectors.get(connectorId)];
    const actions = await this.actions.list(caller, botId);
    const tasks = await this.dataSource.manager.find(DialogTask, {
      where: { botId },
      select: { id: true, origin: true },
      order: { id: 'ASC' },
    });
    return connectors.flatMap((connector) => {
      const action = toActionView(actions.find((one) => one.connectorId === connector.id));
      return connector.templates.map((template) => ({
        ...shownTemplate(connector, template),
        action,
        installedAs: tasks.filter(({ origin }) => isCopy(origin, connector, template)).map(({ id }) => id),
      }));
    });
  }

  /**
   * A template that a connector ships.
   * @throws {NotFoundError}
   */
  get({ connectorId, name }: Pick<TemplatePlace, 'connectorId' | 'name'>): DialogTemplate {
    const template = this.connectors.get(connectorId).templates.find((one) => one.name === name);
    if (template === undefined) throw new NotFoundError('template', `${connectorId}/${name}`);
    return template;
  }

  /**
   * Copies a template into a bot; the action need not be enabled yet.
   * @throws {NotFoundError}; {ProblemError} `name-taken`
   */
  async install(caller: Caller, place: TemplatePlace, dto: InstallTemplateDto): Promise<DialogTaskView> {
    const { botId, connectorId, name } = place;
    const { title, graph, version } = this.get(place);
    return this.tasks.create(caller, botId, {
      ...{ name: dto.name ?? title, graph },
      origin: { connectorId, template: name, version },
    });
  }
}

function shownTemplate(connector: Connector, { name, title, description, version, requires }: DialogTemplate) {
  return { connectorId: connector.id, systemName: connector.name, name, title, description, version, requires };
}

function isCopy(origin: DialogTask['origin'], { id }: Connector, { name }: DialogTemplate): boolean {
  return origin?.connectorId === id && origin.template === name;
}

function toActionView(action: Action | undefined): TemplateActionView {
  const { state = 'available', errorCode = null, authorizationMode = null } = action ?? {};
  return { state, errorCode, authorizationMode };
}
