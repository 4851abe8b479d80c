import type { DialogGraph } from '#dialogs';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** The template that a task was copied from. */
export interface DialogTaskOrigin {
  readonly connectorId: string;
  readonly template: string;
  /** The version of the template that the task has. */
  readonly version: number;
}

/** Who changed a task last, as they were named then. */
export interface DialogTaskAuthor {
  readonly kind: 'member' | 'api-key';
  readonly id: string;
  readonly name: string;
}

/** What a bot can do with its end users: a graph, edited on the canvas. */
@Entity('dialog_tasks')
export class DialogTask {
  @PrimaryColumn('text') id!: string;
  @Column('text') workspaceId!: string;
  @Column('text') botId!: string;
  @Column('text') name!: string;
  /** The working copy: of the schema, but it may have errors. */
  @Column('jsonb') graph!: DialogGraph;
  /** What conversations use: the working copy as it was last free of errors. */
  @Column('jsonb', { nullable: true }) liveGraph!: DialogGraph | null;
  /** The version of the task whose graph is live. */
  @Column('integer', { nullable: true }) liveVersion!: number | null;
  @Column('jsonb', { nullable: true }) origin!: DialogTaskOrigin | null;
  /** The template's graph as it was installed or last upgraded to; null where that is not known. */
  @Column('jsonb', { nullable: true, select: false }) originGraph!: DialogGraph | null;
  @Column('integer') version!: number;
  @Column('jsonb', { nullable: true }) updatedBy!: DialogTaskAuthor | null;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @Column('timestamptz') updatedAt!: Date;
}

/** Whether conversations use the working copy as it is. */
export function isLive({ version, liveVersion }: Pick<DialogTask, 'version' | 'liveVersion'>): boolean {
  return version === liveVersion;
}
