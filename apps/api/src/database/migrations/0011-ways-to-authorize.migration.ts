import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Profiles without OAuth or with other grants, and authorizations for which something has to be chosen. */
export class WaysToAuthorize1764000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE auth_profiles
        DROP CONSTRAINT auth_profiles_grant_type_check,
        ADD CONSTRAINT auth_profiles_grant_type_check CHECK (grant_type IN ('authorization-code',
          'authorization-code-pkce', 'client-credentials', 'jwt-bearer', 'password', 'basic', 'api-key')),
        ALTER COLUMN client_id DROP NOT NULL,
        ALTER COLUMN token_url DROP NOT NULL,
        ADD CONSTRAINT auth_profiles_client_check
          CHECK (grant_type IN ('basic', 'api-key') OR (client_id IS NOT NULL AND token_url IS NOT NULL)),
        ADD COLUMN api_url text,
        ADD COLUMN credentials_id text,
        ADD COLUMN credentials jsonb,
        ADD COLUMN subject text,
        ADD COLUMN audience text,
        ADD COLUMN key_id text;
      ALTER TABLE authorization_requests
        DROP CONSTRAINT authorization_requests_status_check,
        ADD CONSTRAINT authorization_requests_status_check CHECK (status IN ('pending', 'redirected',
          'choice-required', 'proof-required', 'completed', 'denied', 'expired', 'failed', 'cancelled')),
        ADD COLUMN credential_attempts integer NOT NULL DEFAULT 0,
        ADD COLUMN choices jsonb;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE authorization_requests SET status = 'expired', reason = 'expired', completed_at = now()
        WHERE status = 'choice-required';
      DELETE FROM auth_profiles WHERE grant_type IN ('jwt-bearer', 'password', 'basic', 'api-key');
      ALTER TABLE authorization_requests
        DROP CONSTRAINT authorization_requests_status_check,
        ADD CONSTRAINT authorization_requests_status_check CHECK (status IN ('pending', 'redirected',
          'proof-required', 'completed', 'denied', 'expired', 'failed', 'cancelled')),
        DROP COLUMN credential_attempts,
        DROP COLUMN choices;
      ALTER TABLE auth_profiles
        DROP CONSTRAINT auth_profiles_client_check,
        DROP CONSTRAINT auth_profiles_grant_type_check,
        ADD CONSTRAINT auth_profiles_grant_type_check
          CHECK (grant_type IN ('authorization-code', 'authorization-code-pkce', 'client-credentials')),
        ALTER COLUMN client_id SET NOT NULL,
        ALTER COLUMN token_url SET NOT NULL,
        DROP COLUMN api_url,
        DROP COLUMN credentials_id,
        DROP COLUMN credentials,
        DROP COLUMN subject,
        DROP COLUMN audience,
        DROP COLUMN key_id;
    `);
  }
}
