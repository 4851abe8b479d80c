import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Signing out at the identity provider, and being signed out by it. */
export class SigningOut1764000000024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE single_sign_on ADD COLUMN signs_out_at_provider boolean NOT NULL DEFAULT false;
      CREATE TABLE provider_sessions (
        id text PRIMARY KEY REFERENCES sessions ON DELETE CASCADE,
        issuer text NOT NULL,
        subject text NOT NULL,
        sid text,
        id_token_sealed text
      );
      CREATE INDEX provider_sessions_subject ON provider_sessions (issuer, subject);
      CREATE INDEX provider_sessions_sid ON provider_sessions (issuer, sid);
      CREATE TABLE logout_tokens (
        id text PRIMARY KEY,
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX logout_tokens_expiry ON logout_tokens (expires_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE logout_tokens, provider_sessions;
      ALTER TABLE single_sign_on DROP COLUMN signs_out_at_provider;
    `);
  }
}
