import type { DialogGraph } from '#dialogs';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** The template that a task was copied from. */
export interface DialogTaskOrigin {
  readonly connectorId: string;
  readonly template: string;
  readonly version: number;
}

/** What a bot can do with its end users: a graph, edited on the canvas. */
@Entity('dialog_tasks')
export class DialogTask {
  @PrimaryColumn('text') id!: string;
  @Column('text') workspaceId!: string;
  @Column('text') botId!: string;
  @Column('text') name!: string;
  @Column('jsonb') graph!: DialogGraph;
  @Column('jsonb', { nullable: true }) origin!: DialogTaskOrigin | null;
  @Column('integer') version!: number;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @Column('timestamptz') updatedAt!: Date;
}
