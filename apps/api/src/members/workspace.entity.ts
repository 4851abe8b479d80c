import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** One customer: members, bots, auth profiles, settings. */
@Entity('workspaces')
export class Workspace {
  @PrimaryColumn('text') id!: string;
  @Column('text') name!: string;
  /** After so long without a request sessions end. */
  @Column('integer', { default: 480 }) idleTimeoutMinutes!: number;
  /** Whether API keys end by the same rule. */
  @Column('boolean', { default: false }) limitsApiKeys!: boolean;
  /** Such as by HIPAA: the idle time-out is short. */
  @Column('boolean', { default: false }) isRegulated!: boolean;
  /** Whoever signs in by password has a second factor. */
  @Column('boolean', { default: false }) requiresSecondFactor!: boolean;
  /** Only owners may sign in by password. */
  @Column('boolean', { default: false }) requiresSingleSignOn!: boolean;
  @Column('integer', { default: 1 }) version!: number;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
}

/** A group of resources that grants are given for; every workspace has `Home`. */
@Entity('divisions')
export class Division {
  @PrimaryColumn('text') id!: string;
  @Column('text') workspaceId!: string;
  @Column('text') name!: string;
  @Column('text', { default: '' }) description!: string;
  /** The one that resources belong to unless told; it cannot be deleted. */
  @Column('boolean', { default: false }) isHome!: boolean;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
}

/** The hash of a one-time token that allows the first set-up. */
@Entity('set_up_tokens')
export class SetUpToken {
  @PrimaryColumn('text') tokenHash!: string;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
}
