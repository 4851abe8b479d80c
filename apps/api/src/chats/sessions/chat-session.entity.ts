import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** An end user who holds a chat; only the hash of the token is kept. */
@Entity('chat_sessions')
export class ChatSession {
  @PrimaryColumn('text') id!: string;
  @Column('text') workspaceId!: string;
  @Column('text') botId!: string;
  @Column('text') endUserId!: string;
  @Column('text') conversationId!: string;
  @Column('text') tokenHash!: string;
  /** The browser that began it on this server's own page without a host's word: set then, and never later. */
  @Column('text', { nullable: true }) browserHash!: string | null;
  /** The page of another site that began it. */
  @Column('text', { nullable: true }) origin!: string | null;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @Column('timestamptz') lastSeenAt!: Date;
}
