import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Invitations, links to set a password, and versions of members. */
export class Invitations1764000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE members ADD COLUMN version integer NOT NULL DEFAULT 1;
      CREATE TABLE invitations (
        id text PRIMARY KEY,
        workspace_id text NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        email text NOT NULL,
        name text,
        grants jsonb NOT NULL,
        token_hash text NOT NULL UNIQUE,
        issuer_kind text NOT NULL,
        issuer_id text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        accepted_at timestamptz,
        member_id text REFERENCES members ON DELETE SET NULL
      );
      CREATE UNIQUE INDEX invitations_open ON invitations (workspace_id, email) WHERE accepted_at IS NULL;
      CREATE TABLE password_resets (
        member_id text PRIMARY KEY REFERENCES members ON DELETE CASCADE,
        token_hash text NOT NULL UNIQUE,
        issuer_kind text NOT NULL,
        issuer_id text NOT NULL,
        expires_at timestamptz NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE password_resets, invitations; ALTER TABLE members DROP COLUMN version');
  }
}
