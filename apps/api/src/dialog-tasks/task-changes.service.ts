import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { ReplicaChannel } from '../database/replica-channel.js';
import { createPump } from '../streams/pump.js';
import { StreamsService, type SendEvent } from '../streams/streams.service.js';
import { DialogTask } from './dialog-task.entity.js';

const channelName = 'dialog_task_changes';

/** Tells everybody who has a task open that somebody else has changed or deleted it. */
@Injectable()
export class TaskChangesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly channel: ReplicaChannel,
    private readonly streams: StreamsService,
  ) {}

  /** Tells every replica; call it after the commit. */
  async announce(taskId: string): Promise<void> {
    await this.channel.publish(channelName, taskId);
  }

  /**
   * Streams what becomes of a task after a version: `changed` with the id of the version, and at last `deleted`.
   * @throws {ProblemError} `shutting-down`, `too-many-streams`
   */
  follow(taskId: string, after: number, reply: FastifyReply): void {
    this.streams.start(reply, (send) => {
      const pump = createPump(this.reader(taskId, after, { send, end: () => reply.raw.end() }));
      const endings = [
        this.channel.subscribe(channelName, (changed) => (changed === taskId ? pump.wake() : undefined)),
        this.channel.onReconnected(pump.wake),
        pump.stop,
      ];
      pump.wake();
      return () => endings.forEach((ending) => ending());
    });
  }

  private reader(taskId: string, after: number, to: { readonly send: SendEvent; readonly end: () => void }) {
    let last = after;
    return async (): Promise<boolean> => {
      const select = { id: true, version: true, updatedAt: true, updatedBy: true } as const;
      const task = await this.dataSource.manager.findOne(DialogTask, { where: { id: taskId }, select });
      if (task === null) {
        to.send({ event: 'deleted', data: {} });
        to.end();
        return false;
      }
      const { version, updatedBy, updatedAt } = task;
      if (version > last) to.send({ id: version, event: 'changed', data: { version, updatedBy, updatedAt } });
      last = Math.max(last, version);
      return false;
    };
  }
}
