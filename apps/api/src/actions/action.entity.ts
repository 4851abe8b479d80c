import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

export type AuthorizationMode = 'pre-authorized' | 'end-user';
/** `available` until it is enabled for the first time. */
export type ActionState = 'available' | 'configured' | 'disabled' | 'error';

/** A connector on a bot, and who authorizes it. */
@Entity('actions')
export class Action {
  @PrimaryColumn('text') id!: string;
  @Column('text') workspaceId!: string;
  @Column('text') botId!: string;
  @Column('text') connectorId!: string;
  @Column('text') authorizationMode!: AuthorizationMode;
  @Column('text') authProfileId!: string;
  /** Values of the preset's parameters, such as `domain`. */
  @Column('jsonb') parameters!: Readonly<Record<string, string>>;
  /** Whether the token that is saved with the profile serves a pre-authorized action that has none of its own. */
  @Column('boolean') usesProfileAuthorization!: boolean;
  @Column('text') state!: ActionState;
  /** Why the state is `error`. */
  @Column('text', { nullable: true }) errorCode!: string | null;
  @Column('timestamptz', { nullable: true }) enabledAt!: Date | null;
  @Column('integer') version!: number;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @Column('timestamptz') updatedAt!: Date;
}
