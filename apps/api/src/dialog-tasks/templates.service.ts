import { Injectable } from '@nestjs/common';
import { ActionsService } from '../actions/actions.service.js';
import { ConnectorsService } from '../connectors/connectors.service.js';
import type { Caller } from '../http/caller.js';
import { NotFoundError } from '../http/problem.js';
import type { DialogTaskView, InstallTemplateDto, TemplateView } from './dialog-task.dto.js';
import { DialogTasksService } from './dialog-tasks.service.js';

/** Ready-made dialog tasks that connectors ship. */
@Injectable()
export class TemplatesService {
  constructor(
    private readonly connectors: ConnectorsService,
    private readonly actions: ActionsService,
    private readonly tasks: DialogTasksService,
  ) {}

  /** The templates of a connector, and which tasks of the bot were copied from each. */
  async list(caller: Caller, botId: string, connectorId: string): Promise<readonly TemplateView[]> {
    const connector = this.connectors.get(connectorId);
    await this.actions.list(caller, botId);
    const tasks = await this.tasks.ofBot(botId);
    return connector.templates.map(({ name, title, description, version, requires }) => {
      const copies = tasks.filter(({ origin }) => origin?.connectorId === connectorId && origin.template === name);
      return { name, title, description, version, requires, installedAs: copies.map(({ id }) => id) };
    });
  }

  /**
   * Copies a template into a bot; the action need not be enabled yet.
   * @throws {NotFoundError}; {ProblemError} `name-taken`
   */
  async install(
    caller: Caller,
    place: { readonly botId: string; readonly connectorId: string; readonly name: string },
    dto: InstallTemplateDto,
  ): Promise<DialogTaskView> {
    const { botId, connectorId, name } = place;
    const template = this.connectors.get(connectorId).templates.find((one) => one.name === name);
    if (template === undefined) throw new NotFoundError('template', `${connectorId}/${name}`);
    return this.tasks.create(caller, botId, {
      name: dto.name ?? template.title,
      graph: template.graph,
      origin: { connectorId, template: name, version: template.version },
    });
  }
}
