import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How to authorize with systems, and who is told of what has happened. */
export class AuthProfilesAndWebhooks1764000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE auth_profiles (
        id text PRIMARY KEY,
        workspace_id text NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        connector_id text,
        name text NOT NULL,
        description text NOT NULL DEFAULT '',
        identity_provider_name text NOT NULL,
        grant_type text NOT NULL
          CHECK (grant_type IN ('authorization-code', 'authorization-code-pkce', 'client-credentials')),
        client_id text NOT NULL,
        client_secret_sealed text,
        client_secret_set_at timestamptz,
        client_authentication text NOT NULL
          CHECK (client_authentication IN ('client_secret_post', 'client_secret_basic', 'none')),
        authorization_url text,
        token_url text NOT NULL,
        refresh_url text,
        revocation_url text,
        scopes text[] NOT NULL,
        scope_separator text NOT NULL CHECK (scope_separator IN (' ', ',')),
        has_tenancy boolean NOT NULL,
        additional_fields jsonb NOT NULL DEFAULT '{}',
        authorization_fields jsonb NOT NULL DEFAULT '[]',
        authorization_values_sealed text,
        issuer text,
        registration_version integer NOT NULL DEFAULT 1,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (workspace_id, name)
      );
      CREATE INDEX auth_profiles_workspace ON auth_profiles (workspace_id, id);
      CREATE TABLE auth_profile_reservations (
        id text PRIMARY KEY,
        workspace_id text NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX auth_profile_reservations_age ON auth_profile_reservations (created_at);
      CREATE TABLE webhooks (
        id text PRIMARY KEY,
        workspace_id text NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        url text NOT NULL,
        event_types text[],
        description text NOT NULL DEFAULT '',
        secret_sealed text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX webhooks_workspace ON webhooks (workspace_id, id);
      CREATE TABLE webhook_deliveries (
        id text PRIMARY KEY,
        webhook_id text NOT NULL REFERENCES webhooks ON DELETE CASCADE,
        event_id text NOT NULL,
        event_type text NOT NULL,
        payload text NOT NULL,
        status text NOT NULL CHECK (status IN ('pending', 'delivered', 'failed')),
        attempts integer NOT NULL DEFAULT 0,
        last_status integer,
        last_error_code text,
        next_attempt_at timestamptz,
        delivered_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (webhook_id, event_id)
      );
      CREATE INDEX webhook_deliveries_webhook ON webhook_deliveries (webhook_id, id);
      CREATE INDEX webhook_deliveries_age ON webhook_deliveries (created_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE webhook_deliveries, webhooks, auth_profile_reservations, auth_profiles');
  }
}
