import type { Permission } from '../http/permissions.js';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A person who may sign in. */
@Entity('members')
export class Member {
  @PrimaryColumn('text') id!: string;
  @Column('text') workspaceId!: string;
  @Column('text') name!: string;
  @Column('text') email!: string;
  /** Null: signs in elsewhere, or has not chosen one yet. */
  @Column('text', { select: false, nullable: true }) passwordHash!: string | null;
  /** Grows with each change of the member and of the roles given. */
  @Column('integer', { default: 1 }) version!: number;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @Column('timestamptz', { nullable: true }) deactivatedAt!: Date | null;
}

/** A role that a workspace has made for itself. */
@Entity('roles')
export class Role {
  @PrimaryColumn('text') id!: string;
  @Column('text') workspaceId!: string;
  @Column('text') name!: string;
  @Column('text') description!: string;
  @Column('text', { array: true }) permissions!: Permission[];
  @Column('integer') version!: number;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @Column('timestamptz') updatedAt!: Date;
}

/** A role that a member has in a division, or in all of them. */
@Entity('grants')
export class Grant {
  @PrimaryColumn('text') id!: string;
  @Column('text') workspaceId!: string;
  @Column('text') memberId!: string;
  /** Name of a built-in role, or id of the workspace's own. */
  @Column('text') role!: string;
  /** Null: all divisions, those that do not exist yet too. */
  @Column('text', { nullable: true }) divisionId!: string | null;
  /** What single sign-on has given it takes again; it leaves alone what people have. */
  @Column('text', { default: 'manual' }) source!: 'manual' | 'single-sign-on';
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
}
