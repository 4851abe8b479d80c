import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Roles of a workspace's own, and roles for some divisions; what was granted before is granted for all of them. */
export class RolesAndDivisions1764000000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE divisions ADD COLUMN is_home boolean NOT NULL DEFAULT false,
        ADD COLUMN description text NOT NULL DEFAULT '';
      UPDATE divisions SET is_home = true WHERE name = 'Home';
      CREATE UNIQUE INDEX divisions_home ON divisions (workspace_id) WHERE is_home;
      CREATE TABLE roles (
        id text PRIMARY KEY,
        workspace_id text NOT NULL REFERENCES workspaces ON DELETE CASCADE,
        name text NOT NULL,
        description text NOT NULL DEFAULT '',
        permissions text[] NOT NULL,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (workspace_id, name)
      );
      ALTER TABLE grants ALTER COLUMN division_id DROP NOT NULL;
      ALTER TABLE grants DROP CONSTRAINT grants_member_id_role_division_id_key;
      UPDATE grants SET division_id = NULL;
      CREATE UNIQUE INDEX grants_once ON grants (member_id, role, COALESCE(division_id, ''));
      CREATE INDEX grants_workspace ON grants (workspace_id, role);
      ALTER TABLE auth_profiles ADD COLUMN division_id text REFERENCES divisions;
      UPDATE auth_profiles SET division_id = divisions.id
        FROM divisions WHERE divisions.workspace_id = auth_profiles.workspace_id AND divisions.is_home;
      ALTER TABLE auth_profiles ALTER COLUMN division_id SET NOT NULL;
      CREATE INDEX bots_division ON bots (division_id);
      CREATE INDEX auth_profiles_division ON auth_profiles (division_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX bots_division;
      ALTER TABLE auth_profiles DROP COLUMN division_id;
      DROP INDEX grants_workspace;
      DROP INDEX grants_once;
      DELETE FROM grants WHERE role LIKE 'rol_%';
      UPDATE grants SET division_id = divisions.id
        FROM divisions WHERE divisions.workspace_id = grants.workspace_id AND divisions.is_home
        AND grants.division_id IS NULL;
      ALTER TABLE grants ALTER COLUMN division_id SET NOT NULL, ADD UNIQUE (member_id, role, division_id);
      DROP TABLE roles;
      ALTER TABLE divisions DROP COLUMN is_home, DROP COLUMN description;
    `);
  }
}
