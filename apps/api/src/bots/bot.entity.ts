import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** An assistant whose designer enables actions. */
@Entity('bots')
export class Bot {
  @PrimaryColumn('text') id!: string;
  @Column('text') workspaceId!: string;
  @Column('text') divisionId!: string;
  @Column('text') name!: string;
  @Column('text') description!: string;
  @Column('integer') version!: number;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @Column('timestamptz') updatedAt!: Date;
}
