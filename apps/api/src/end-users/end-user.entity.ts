import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A person who talks to a bot, known by the host's id for them on a channel. */
@Entity('end_users')
export class EndUser {
  @PrimaryColumn('text') id!: string;
  @Column('text') workspaceId!: string;
  @Column('text') botId!: string;
  @Column('text') channel!: string;
  /** The host's id. */
  @Column('text') externalId!: string;
  @Column('text', { nullable: true }) displayName!: string | null;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
}
