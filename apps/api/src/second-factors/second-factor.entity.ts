import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** What a member has beside the password: a secret that an authenticator makes codes of (RFC 6238). */
@Entity('second_factors')
export class SecondFactor {
  @PrimaryColumn('text') id!: string;
  @Column('text') memberId!: string;
  @Column('text') secretSealed!: string;
  /** The time step of the last code that was taken: no code is taken twice. */
  @Column('bigint', { default: 0 }) lastStep!: string;
  @Column('text', { array: true, default: [] }) recoveryCodeHashes!: string[];
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  /** Null until the first right code. */
  @Column('timestamptz', { nullable: true }) confirmedAt!: Date | null;
}

/** Signing in that waits for a code. */
@Entity('sign_in_challenges')
export class SignInChallenge {
  @PrimaryColumn('text') id!: string;
  @Column('text') tokenHash!: string;
  @Column('text') memberId!: string;
  @Column('integer', { default: 0 }) attempts!: number;
  @Column('timestamptz') expiresAt!: Date;
}
