import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How members sign in: settings of the workspace, where sessions are, second factors, and single sign-on. */
export class SigningIn1764000000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE workspaces ADD COLUMN idle_timeout_minutes integer NOT NULL DEFAULT 480,
        ADD COLUMN limits_api_keys boolean NOT NULL DEFAULT false,
        ADD COLUMN is_regulated boolean NOT NULL DEFAULT false,
        ADD COLUMN requires_second_factor boolean NOT NULL DEFAULT false,
        ADD COLUMN requires_single_sign_on boolean NOT NULL DEFAULT false,
        ADD COLUMN version integer NOT NULL DEFAULT 1,
        ADD CONSTRAINT workspaces_idle CHECK (idle_timeout_minutes BETWEEN 5 AND (CASE WHEN is_regulated THEN 15 ELSE 480 END));
      ALTER TABLE members ALTER COLUMN password_hash DROP NOT NULL;
      ALTER TABLE grants ADD COLUMN source text NOT NULL DEFAULT 'manual';
      ALTER TABLE sessions ADD COLUMN address text NOT NULL DEFAULT '', ADD COLUMN user_agent text NOT NULL DEFAULT '',
        ADD COLUMN method text NOT NULL DEFAULT 'password';
      CREATE TABLE second_factors (
        id text PRIMARY KEY,
        member_id text NOT NULL UNIQUE REFERENCES members ON DELETE CASCADE,
        secret_sealed text NOT NULL,
        last_step bigint NOT NULL DEFAULT 0,
        recovery_code_hashes text[] NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL DEFAULT now(),
        confirmed_at timestamptz
      );
      CREATE TABLE sign_in_challenges (
        id text PRIMARY KEY,
        token_hash text NOT NULL UNIQUE,
        member_id text NOT NULL REFERENCES members ON DELETE CASCADE,
        attempts integer NOT NULL DEFAULT 0,
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX sign_in_challenges_expiry ON sign_in_challenges (expires_at);
      CREATE TABLE single_sign_on (
        id text PRIMARY KEY,
        workspace_id text NOT NULL UNIQUE REFERENCES workspaces ON DELETE CASCADE,
        provider_name text NOT NULL,
        issuer text NOT NULL,
        client_id text NOT NULL,
        client_secret_sealed text,
        scopes text[] NOT NULL,
        groups_claim text NOT NULL,
        mappings jsonb NOT NULL,
        default_grants jsonb NOT NULL,
        is_just_in_time boolean NOT NULL,
        allowed_domains text[] NOT NULL,
        held_by_maker text[] NOT NULL,
        version integer NOT NULL DEFAULT 1,
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE single_sign_on_attempts (
        id text PRIMARY KEY,
        state_hash text NOT NULL UNIQUE,
        browser_hash text NOT NULL,
        checks_sealed text NOT NULL,
        single_sign_on_id text NOT NULL REFERENCES single_sign_on ON DELETE CASCADE,
        version integer NOT NULL,
        return_to text NOT NULL,
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX single_sign_on_attempts_expiry ON single_sign_on_attempts (expires_at);
      CREATE TABLE identities (
        id text PRIMARY KEY,
        member_id text NOT NULL REFERENCES members ON DELETE CASCADE,
        issuer text NOT NULL,
        subject text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (issuer, subject),
        UNIQUE (member_id, issuer)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE identities, single_sign_on_attempts, single_sign_on, sign_in_challenges, second_factors;
      ALTER TABLE sessions DROP COLUMN address, DROP COLUMN user_agent, DROP COLUMN method;
      ALTER TABLE grants DROP COLUMN source;
      UPDATE members SET password_hash = '' WHERE password_hash IS NULL;
      ALTER TABLE members ALTER COLUMN password_hash SET NOT NULL;
      ALTER TABLE workspaces DROP CONSTRAINT workspaces_idle, DROP COLUMN idle_timeout_minutes, DROP COLUMN limits_api_keys,
        DROP COLUMN is_regulated, DROP COLUMN requires_second_factor, DROP COLUMN requires_single_sign_on, DROP COLUMN version;
    `);
  }
}
