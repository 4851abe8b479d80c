import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A run of the bot with one end user. Its state holds what the end user said, and is sealed. */
@Entity('conversations')
export class Conversation {
  @PrimaryColumn('text') id!: string;
  @Column('text') workspaceId!: string;
  @Column('text') botId!: string;
  @Column('text') endUserId!: string;
  @Column('text') locale!: string;
  /** Its steps are kept for whoever builds the bot. */
  @Column('boolean') isDebug!: boolean;
  /** Drafts of tasks are used where they are free of errors. */
  @Column('boolean') usesDrafts!: boolean;
  /** Sample responses of service nodes stand for their operations. */
  @Column('boolean') usesSamples!: boolean;
  /** The member who holds it in the console. */
  @Column('text', { nullable: true }) memberId!: string | null;
  @Column('text', { nullable: true }) stateSealed!: string | null;
  /** The number of the last message. */
  @Column('integer') lastSequence!: number;
  /** The number of the last step. */
  @Column('integer') lastStep!: number;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @Column('timestamptz') updatedAt!: Date;
}

/** Something that was said; the content is sealed, for it may hold the link of an authorization. */
@Entity('messages')
export class Message {
  @PrimaryColumn('text') id!: string;
  @Column('text') conversationId!: string;
  /** From 1, without gaps. */
  @Column('integer') sequence!: number;
  @Column('text') author!: 'end-user' | 'bot' | 'system';
  @Column('text') contentSealed!: string;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
}

/** One thing that happened in a conversation that is watched; the content is sealed, for it holds what was said. */
@Entity('steps')
export class Step {
  @PrimaryColumn('text') id!: string;
  @Column('text') conversationId!: string;
  /** From 1, without gaps. */
  @Column('integer') sequence!: number;
  /** The sequence of the first step of the same turn. */
  @Column('integer') turn!: number;
  /** The number of the last message of the turn. */
  @Column('integer') message!: number;
  @Column('text') contentSealed!: string;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
}

/** Something that the dialog engine wants done: kept with the state that waits for it, and settled exactly once. */
@Entity('effects')
export class Effect {
  @PrimaryColumn('text') id!: string;
  @Column('text') conversationId!: string;
  /** Unique in the conversation. */
  @Column('text') key!: string;
  /** What the engine waits for; several effects can serve the same. */
  @Column('text') effectId!: string;
  @Column('text') type!: string;
  @Column('text') effectSealed!: string;
  @Column('text', { nullable: true }) authorizationRequestId!: string | null;
  /** The process that carries it out. */
  @Column('bigint') owner!: string;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @Column('timestamptz', { nullable: true }) doneAt!: Date | null;
}
