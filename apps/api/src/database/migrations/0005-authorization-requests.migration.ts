import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests to authorize, and each trip of a browser to a provider for one of them. */
export class AuthorizationRequests1764000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE authorization_requests (
        id text PRIMARY KEY,
        workspace_id text NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        bot_id text NOT NULL REFERENCES bots ON DELETE CASCADE,
        action_id text NOT NULL REFERENCES actions ON DELETE CASCADE,
        connector_id text NOT NULL,
        auth_profile_id text NOT NULL,
        subject_kind text NOT NULL CHECK (subject_kind IN ('shared', 'end-user')),
        end_user_id text REFERENCES end_users ON DELETE CASCADE,
        conversation_id text,
        effect_id text,
        link_hash text NOT NULL UNIQUE,
        scopes text[] NOT NULL,
        parameters jsonb NOT NULL DEFAULT '{}',
        return_url text,
        started_by_kind text NOT NULL CHECK (started_by_kind IN ('member', 'api-key', 'conversation')),
        started_by_id text NOT NULL,
        status text NOT NULL CHECK (status IN
          ('pending', 'redirected', 'proof-required', 'completed', 'denied', 'expired', 'failed', 'cancelled')),
        reason text,
        message text,
        authorization_id text,
        account_name text,
        finishing_attempt_id text,
        finishing_until timestamptz,
        code_hash text,
        code_sealed text,
        code_attempts integer NOT NULL DEFAULT 0,
        code_expires_at timestamptz,
        expires_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        completed_at timestamptz,
        CHECK ((subject_kind = 'end-user') = (end_user_id IS NOT NULL))
      );
      CREATE INDEX authorization_requests_action ON authorization_requests (action_id);
      CREATE INDEX authorization_requests_bot ON authorization_requests (bot_id);
      CREATE INDEX authorization_requests_end_user ON authorization_requests (end_user_id);
      CREATE INDEX authorization_requests_age ON authorization_requests (created_at);
      CREATE TABLE authorization_attempts (
        id text PRIMARY KEY,
        request_id text NOT NULL REFERENCES authorization_requests ON DELETE CASCADE,
        profile_id text NOT NULL,
        state_hash text NOT NULL UNIQUE,
        browser_hash text NOT NULL,
        code_verifier_sealed text,
        parameters jsonb NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        consumed_at timestamptz
      );
      CREATE INDEX authorization_attempts_request ON authorization_attempts (request_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE authorization_attempts, authorization_requests');
  }
}
