import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The audit trail: entries and seals that can only be added to, what waits to be sealed, and where the chain begins and ends. */
export class AuditTrail1764000000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [row] = (await runner.query('SELECT quote_ident(current_schema()) AS schema')) as { schema: string }[];
    const schema = row?.schema ?? 'public';
    await runner.query(`
      CREATE TABLE audit_entries (
        id text PRIMARY KEY,
        workspace_id text,
        occurred_at timestamptz(3) NOT NULL,
        actor_kind text NOT NULL,
        actor_id text,
        actor_name text,
        action text NOT NULL,
        target_kind text,
        target_id text,
        target_name text,
        targets jsonb NOT NULL DEFAULT '{}',
        outcome text NOT NULL,
        problem_code text,
        address text,
        user_agent text,
        request_id text,
        details jsonb NOT NULL DEFAULT '{}',
        proof text NOT NULL
      );
      CREATE INDEX audit_entries_workspace ON audit_entries (workspace_id, id);
      CREATE INDEX audit_entries_time ON audit_entries (workspace_id, occurred_at);
      CREATE INDEX audit_entries_actor ON audit_entries (actor_id, id);
      CREATE INDEX audit_entries_targets ON audit_entries USING gin (jsonb_path_query_array(targets, '$.*'));
      CREATE TABLE audit_seals (
        sequence bigint PRIMARY KEY,
        entry_id text NOT NULL UNIQUE,
        previous_hash text NOT NULL,
        hash text NOT NULL
      );
      CREATE TABLE audit_unsealed (
        entry_id text PRIMARY KEY,
        since timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE audit_chain (
        id text PRIMARY KEY,
        key_sealed text NOT NULL,
        head_sequence bigint NOT NULL,
        head_hash text NOT NULL,
        head_proof text NOT NULL,
        checkpoint_sequence bigint NOT NULL,
        checkpoint_hash text NOT NULL,
        checkpoint_proof text NOT NULL
      );
      ALTER TABLE workspaces ADD COLUMN audit_retention_days integer NOT NULL DEFAULT 400
        CHECK (audit_retention_days BETWEEN 30 AND 36500);
    `);
    await runner.query(`
      CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' AND current_setting('attache.prunes_audit', true) = 'on' THEN RETURN OLD; END IF;
        RAISE EXCEPTION 'The audit trail can only be added to.' USING ERRCODE = 'insufficient_privilege';
      END $$;
      ${['audit_entries', 'audit_seals'].map(refuseChanges).join('')}
      CREATE FUNCTION prune_audit_trail(up_to bigint, retention_days integer) RETURNS bigint
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        kept_since timestamptz := now() - make_interval(days => greatest(retention_days, 30));
        last bigint;
      BEGIN
        SELECT seals.sequence - 1 INTO last FROM ${schema}.audit_seals seals
          JOIN ${schema}.audit_entries entries ON entries.id = seals.entry_id
          WHERE entries.occurred_at >= kept_since ORDER BY seals.sequence LIMIT 1;
        last := least(up_to, last);
        PERFORM set_config('attache.prunes_audit', 'on', true);
        WITH gone AS (DELETE FROM ${schema}.audit_seals WHERE sequence <= last RETURNING entry_id)
          DELETE FROM ${schema}.audit_entries USING gone WHERE id = gone.entry_id;
        PERFORM set_config('attache.prunes_audit', 'off', true);
        RETURN last;
      END $$;
      REVOKE ALL ON FUNCTION prune_audit_trail(bigint, integer) FROM PUBLIC;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE workspaces DROP COLUMN audit_retention_days;
      DROP FUNCTION prune_audit_trail(bigint, integer);
      DROP TABLE audit_chain, audit_unsealed, audit_seals, audit_entries;
      DROP FUNCTION refuse_audit_change();
    `);
  }
}

function refuseChanges(table: string): string {
  return `
    CREATE TRIGGER ${table}_refuse_changes BEFORE UPDATE OR DELETE ON ${table}
      FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
    CREATE TRIGGER ${table}_refuse_truncate BEFORE TRUNCATE ON ${table}
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();`;
}
