import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may use auth profiles, tokens that belong to a profile or to a member, and profiles that are stopped. */
export class OwnersOfAuthorizations1764000000018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE auth_profiles ADD COLUMN invited_roles text[];
      CREATE TABLE auth_profile_revocations (
        id text PRIMARY KEY,
        workspace_id text NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        auth_profile_id text NOT NULL,
        started_by_kind text NOT NULL CHECK (started_by_kind IN ('member', 'api-key')),
        started_by_id text NOT NULL,
        counts jsonb NOT NULL,
        started_at timestamptz NOT NULL DEFAULT now(),
        resumed_at timestamptz
      );
      CREATE UNIQUE INDEX auth_profile_revocations_open ON auth_profile_revocations (workspace_id, auth_profile_id)
        WHERE resumed_at IS NULL;
      CREATE INDEX auth_profile_revocations_profile ON auth_profile_revocations (workspace_id, auth_profile_id, id);
      ALTER TABLE actions ADD COLUMN uses_profile_authorization boolean NOT NULL DEFAULT true;
      ALTER TABLE runs ADD COLUMN member_id text;
      ALTER TABLE authorizations
        ALTER COLUMN bot_id DROP NOT NULL,
        ADD COLUMN member_id text,
        ADD COLUMN revocation_id text,
        ADD COLUMN revocation_attempts integer NOT NULL DEFAULT 0,
        DROP CONSTRAINT authorizations_subject_kind_check,
        ADD CONSTRAINT authorizations_subject_kind_check CHECK (subject_kind IN ('shared', 'end-user', 'member')),
        ADD CONSTRAINT authorizations_member_check CHECK ((subject_kind = 'member') = (member_id IS NOT NULL)),
        ADD CONSTRAINT authorizations_owner_check
          CHECK (CASE subject_kind WHEN 'end-user' THEN bot_id IS NOT NULL WHEN 'member' THEN bot_id IS NULL ELSE true END),
        ADD CONSTRAINT authorizations_action_check CHECK (action_id IS NULL OR bot_id IS NOT NULL);
      DROP INDEX authorizations_orphaned;
      CREATE INDEX authorizations_orphaned ON authorizations (id)
        WHERE action_id IS NULL AND bot_id IS NOT NULL AND state <> 'revoked';
      CREATE UNIQUE INDEX authorizations_live_of_profile
        ON authorizations (workspace_id, auth_profile_id, (coalesce(member_id, '')))
        WHERE bot_id IS NULL AND state IN ('active', 'needs-reauthorization');
      CREATE INDEX authorizations_member ON authorizations (member_id) WHERE member_id IS NOT NULL;
      CREATE INDEX authorizations_revocation ON authorizations (revocation_id, id) WHERE revocation_id IS NOT NULL;
      ALTER TABLE authorization_requests
        ALTER COLUMN bot_id DROP NOT NULL,
        ALTER COLUMN action_id DROP NOT NULL,
        ADD COLUMN member_id text,
        DROP CONSTRAINT authorization_requests_subject_kind_check,
        ADD CONSTRAINT authorization_requests_subject_kind_check
          CHECK (subject_kind IN ('shared', 'end-user', 'member')),
        ADD CONSTRAINT authorization_requests_member_check CHECK ((subject_kind = 'member') = (member_id IS NOT NULL)),
        ADD CONSTRAINT authorization_requests_action_check CHECK ((action_id IS NULL) = (bot_id IS NULL));
      CREATE INDEX authorization_requests_live_of_profile ON authorization_requests (auth_profile_id)
        WHERE completed_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM authorization_requests WHERE bot_id IS NULL;
      DROP INDEX authorization_requests_live_of_profile;
      ALTER TABLE authorization_requests
        DROP CONSTRAINT authorization_requests_action_check,
        DROP COLUMN member_id,
        DROP CONSTRAINT authorization_requests_subject_kind_check,
        ADD CONSTRAINT authorization_requests_subject_kind_check CHECK (subject_kind IN ('shared', 'end-user')),
        ALTER COLUMN bot_id SET NOT NULL,
        ALTER COLUMN action_id SET NOT NULL;
      DELETE FROM authorizations WHERE bot_id IS NULL;
      DROP INDEX authorizations_live_of_profile, authorizations_orphaned;
      ALTER TABLE authorizations
        DROP CONSTRAINT authorizations_action_check,
        DROP CONSTRAINT authorizations_owner_check,
        DROP COLUMN member_id,
        DROP COLUMN revocation_id,
        DROP COLUMN revocation_attempts,
        DROP CONSTRAINT authorizations_subject_kind_check,
        ADD CONSTRAINT authorizations_subject_kind_check CHECK (subject_kind IN ('shared', 'end-user')),
        ALTER COLUMN bot_id SET NOT NULL;
      CREATE INDEX authorizations_orphaned ON authorizations (id) WHERE action_id IS NULL AND state <> 'revoked';
      ALTER TABLE runs DROP COLUMN member_id;
      ALTER TABLE actions DROP COLUMN uses_profile_authorization;
      DROP TABLE auth_profile_revocations;
      ALTER TABLE auth_profiles DROP COLUMN invited_roles;
    `);
  }
}
