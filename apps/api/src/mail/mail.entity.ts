import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A mail that waits to be handed to the mail server; it is deleted with that. Links in mails are secrets, so all of it is sealed. */
@Entity('mails')
export class Mail {
  @PrimaryColumn('text') id!: string;
  @Column('text') contentSealed!: string;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
}
