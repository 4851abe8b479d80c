import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A conversation whose operation waits until the shared authorization of an action works again. */
@Entity('conversation_waits')
export class ConversationWait {
  @PrimaryColumn('text') conversationId!: string;
  @PrimaryColumn('text') effectId!: string;
  @Column('text') actionId!: string;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
}
