import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Token sets held for subjects, and who has read a token. */
export class Authorizations1764000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE authorizations (
        id text PRIMARY KEY,
        workspace_id text NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        bot_id text NOT NULL,
        action_id text REFERENCES actions ON DELETE SET NULL,
        connector_id text NOT NULL,
        auth_profile_id text NOT NULL,
        registration_version integer NOT NULL,
        subject_kind text NOT NULL CHECK (subject_kind IN ('shared', 'end-user')),
        end_user_id text,
        state text NOT NULL CHECK (state IN ('active', 'quarantined', 'needs-reauthorization', 'revoked')),
        token_set_sealed text,
        account jsonb NOT NULL,
        scopes text[] NOT NULL,
        parameters jsonb NOT NULL,
        extras jsonb NOT NULL,
        expires_at timestamptz,
        is_refreshable boolean NOT NULL,
        failure_code text,
        failure_count integer NOT NULL DEFAULT 0,
        retry_at timestamptz,
        fence integer NOT NULL DEFAULT 1,
        lease_owner text,
        lease_until timestamptz,
        last_used_at timestamptz,
        last_refreshed_at timestamptz,
        next_refresh_at timestamptz,
        idle_refresh_at timestamptz,
        activated_at timestamptz,
        upstream_revocation text CHECK (upstream_revocation IN ('revoked', 'not-supported', 'failed')),
        authorization_request_id text,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CHECK ((subject_kind = 'end-user') = (end_user_id IS NOT NULL)),
        CHECK (state <> 'active' OR token_set_sealed IS NOT NULL)
      ) WITH (fillfactor = 85);

      CREATE UNIQUE INDEX authorizations_live ON authorizations (action_id, (coalesce(end_user_id, '')))
        WHERE state IN ('active', 'needs-reauthorization');
      CREATE INDEX authorizations_action ON authorizations (action_id);
      CREATE INDEX authorizations_profile ON authorizations (auth_profile_id);
      CREATE INDEX authorizations_workspace ON authorizations (workspace_id, id);
      CREATE INDEX authorizations_state ON authorizations (workspace_id, state, id);
      CREATE INDEX authorizations_connector ON authorizations (workspace_id, connector_id, id);
      CREATE INDEX authorizations_bot ON authorizations (bot_id, id);
      CREATE INDEX authorizations_end_user ON authorizations (end_user_id) WHERE end_user_id IS NOT NULL;
      CREATE INDEX authorizations_next_refresh ON authorizations (next_refresh_at)
        WHERE state = 'active' AND next_refresh_at IS NOT NULL;
      CREATE INDEX authorizations_to_erase ON authorizations (updated_at)
        WHERE state = 'revoked' AND upstream_revocation IS NULL;
      CREATE INDEX authorizations_quarantined ON authorizations (created_at) WHERE state = 'quarantined';
      CREATE INDEX authorizations_orphaned ON authorizations (id) WHERE action_id IS NULL AND state <> 'revoked';
      CREATE INDEX authorizations_erased ON authorizations (updated_at)
        WHERE state = 'revoked' AND upstream_revocation IS NOT NULL;

      CREATE TABLE token_reads (
        authorization_id text NOT NULL,
        caller_id text NOT NULL,
        at timestamptz NOT NULL,
        reads integer NOT NULL
      );
      CREATE INDEX token_reads_authorization ON token_reads (authorization_id, at);
      CREATE INDEX token_reads_age ON token_reads USING brin (at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE token_reads, authorizations');
  }
}
