import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { NoticeKind } from './notice-kinds.js';

/** Something that members are told of, once. */
@Entity('notices')
export class Notice {
  @PrimaryColumn('text') id!: string;
  @Column('text') workspaceId!: string;
  @Column('text') kind!: NoticeKind;
  /** What it is about: nothing else is told of the same until this is resolved. */
  @Column('text') topic!: string;
  /** What has happened: it is told of once, however often that is heard. */
  @Column('text') occasion!: string;
  @Column('text') title!: string;
  @Column('text') body!: string;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  /** Since when it works again. */
  @Column('timestamptz', { nullable: true }) resolvedAt!: Date | null;
}

/** A notice as one member has it. */
@Entity('notice_copies')
export class NoticeCopy {
  @PrimaryColumn('text') noticeId!: string;
  @PrimaryColumn('text') memberId!: string;
  /** The bot through which the member is concerned; whoever may not see it any more does not see the notice. */
  @Column('text', { nullable: true }) botId!: string | null;
  /** Where in the console to do something about it: path, query and fragment. */
  @Column('text') link!: string;
  @Column('boolean') isInInbox!: boolean;
  @Column('boolean') isByEmail!: boolean;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @Column('timestamptz', { nullable: true }) readAt!: Date | null;
  @Column('timestamptz', { nullable: true }) dismissedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) mailedAt!: Date | null;
}

/** How a member wants to be told of a kind, where that differs from the default. */
@Entity('notice_preferences')
export class NoticePreference {
  @PrimaryColumn('text') memberId!: string;
  @PrimaryColumn('text') kind!: NoticeKind;
  @Column('boolean') isInInbox!: boolean;
  @Column('boolean') isByEmail!: boolean;
}

/** A kind that the webhooks of a workspace are told of too. */
@Entity('notice_events')
export class NoticeEvent {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') kind!: NoticeKind;
}
