import { APPEND_ONLY } from './application-role.js';

/** Asks the database. */
type Query = <Row>(sql: string, parameters: readonly unknown[]) => Promise<readonly Row[]>;

/** A role that could change what can only be added to. */
export interface RolePowers {
  readonly role: string;
  /** By what it could; empty: it cannot. */
  readonly powers: readonly string[];
}

const selectPowers = `
  WITH here AS (
    SELECT oid, rolname, rolsuper, rolcreaterole AND current_setting('server_version_num')::integer < 160000 AS "makesRoles"
    FROM pg_roles WHERE rolname = current_user
  ), trail AS (
    SELECT oid, relowner FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relname = ANY($1::text[])
  )
  SELECT rolname AS role, array_remove(ARRAY[
    CASE WHEN rolsuper THEN 'it is a superuser' END,
    CASE WHEN "makesRoles" THEN 'it may make itself a member of any role (CREATEROLE)' END,
    CASE WHEN EXISTS (SELECT FROM trail WHERE pg_has_role(here.oid, relowner, 'MEMBER'))
      THEN 'it owns the tables, or is a member of who does' END,
    CASE WHEN EXISTS (SELECT FROM pg_namespace WHERE pg_namespace.oid = current_schema()::regnamespace
        AND pg_has_role(here.oid, nspowner, 'MEMBER'))
      THEN 'it owns the schema, or is a member of who does' END,
    CASE WHEN EXISTS (SELECT FROM pg_database WHERE datname = current_database() AND pg_has_role(here.oid, datdba, 'MEMBER'))
      THEN 'it owns the database, or is a member of who does' END,
    CASE WHEN EXISTS (SELECT FROM trail WHERE has_table_privilege(here.oid, trail.oid, 'UPDATE, DELETE, TRUNCATE'))
      THEN 'it has the right to UPDATE, DELETE or TRUNCATE' END,
    CASE WHEN EXISTS (SELECT FROM pg_roles more WHERE more.rolname IN ('pg_execute_server_program', 'pg_write_server_files')
        AND pg_has_role(here.oid, more.oid, 'MEMBER'))
      THEN 'it may write the files of the database server' END
  ], NULL) AS powers FROM here`;

/** By what the role that asks could change the audit trail, in spite of what refuses it. */
export async function powersOverAuditTrail(query: Query): Promise<RolePowers> {
  const [row] = await query<RolePowers>(selectPowers, [APPEND_ONLY]);
  return row ?? { role: '', powers: [] };
}
