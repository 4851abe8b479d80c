import { leftOut, leftOutWithoutSecrets } from './left-out.js';

/** Asks the database. */
export type Query = <Row>(sql: string, parameters?: readonly unknown[]) => Promise<readonly Row[]>;

/** A table that goes along. */
export interface MovedTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** What is encrypted in the file: texts that are sealed here, and hashes of secrets. */
  readonly secrets: readonly string[];
  /** A column that counts by itself. */
  readonly counter?: string;
}

interface Column {
  readonly table: string;
  readonly name: string;
  readonly isRequired: boolean;
  readonly isCounter: boolean;
}

interface Reference {
  readonly from: string;
  readonly to: string;
}

/** Whether a column is encrypted in the file; its name says so. */
export function isSecret(column: string): boolean {
  return column.endsWith('_sealed') || column.endsWith('_hash') || column.endsWith('_hashes');
}

/** All tables that go along, each behind those that it refers to: whatever is not named as left out. */
export async function readCatalogue(query: Query, hasSecrets: boolean): Promise<readonly MovedTable[]> {
  const columns = await query<Column>(
    `SELECT table_name AS table, column_name AS name, is_nullable = 'NO' AS "isRequired", is_identity = 'YES' AS "isCounter"
     FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND is_generated = 'NEVER'
     ORDER BY table_name, ordinal_position`,
  );
  const references = await query<Reference>(
    `SELECT DISTINCT f.relname AS "from", t.relname AS "to" FROM pg_constraint
     JOIN pg_class f ON f.oid = conrelid JOIN pg_class t ON t.oid = confrelid
     WHERE contype = 'f' AND f.relnamespace = current_schema()::regnamespace AND f.oid <> t.oid ORDER BY 1, 2`,
  );
  const names = new Set(columns.map(({ table }) => table));
  for (const name of Object.keys(leftOut)) names.delete(name);
  if (!hasSecrets) dropWithoutSecrets(names, columns, references);
  return inOrder(names, references).map((name) => {
    const own = columns.filter(({ table }) => table === name);
    const counter = own.find(({ isCounter }) => isCounter)?.name;
    return {
      name,
      columns: own.map((column) => column.name),
      secrets: own.map((column) => column.name).filter(isSecret),
      ...(counter !== undefined && { counter }),
    };
  });
}

/** What cannot be without a secret stays behind, and with it what refers to it. */
function dropWithoutSecrets(names: Set<string>, columns: readonly Column[], references: readonly Reference[]): void {
  const isWorthless = ({ name, isRequired }: Column) => isRequired && isSecret(name);
  const dropped = [...Object.keys(leftOutWithoutSecrets), ...columns.filter(isWorthless).map(({ table }) => table)];
  for (let next = dropped.pop(); next !== undefined; next = dropped.pop()) {
    if (!names.delete(next)) continue;
    const name = next;
    dropped.push(...references.filter(({ to }) => to === name).map(({ from }) => from));
  }
}

function inOrder(names: ReadonlySet<string>, references: readonly Reference[]): readonly string[] {
  const ordered = new Set<string>();
  const visit = (name: string, path: readonly string[]): void => {
    if (path.includes(name)) throw new Error(`The tables ${[...path, name].join(', ')} refer to each other.`);
    for (const { from, to } of references)
      if (from === name && names.has(to) && !ordered.has(to)) visit(to, [...path, name]);
    ordered.add(name);
  };
  for (const name of [...names].sort()) visit(name, []);
  return [...ordered];
}
