import { InputInvalidError, type OperationContext } from '#connectors';
import { idOf, ManyRows, valueOf } from './cells.js';
import { encodeAlternatives, type QueryCondition } from './encoded-query.js';

/** A person, as operations take them. */
export const personInput = {
  description: 'User name, e-mail address or sys_id.',
  minLength: 1,
  maxLength: 100,
  pattern: '\\S',
};

/** The sys_id of a user; throws `InputInvalidError` when nobody is called so, or several are. */
export function findUser(context: OperationContext, named: string, pointer: string): Promise<string> {
  return find(context, { table: 'sys_user', columns: ['user_name', 'email'], what: 'user' }, named, pointer);
}

/** The sys_id of a group; throws `InputInvalidError` when none is called so, or several are. */
export function findGroup(context: OperationContext, named: string, pointer: string): Promise<string> {
  return find(context, { table: 'sys_user_group', columns: ['name'], what: 'group' }, named, pointer);
}

interface Directory {
  readonly table: string;
  readonly columns: readonly string[];
  readonly what: string;
}

async function find(
  { http }: OperationContext,
  { table, columns, what }: Directory,
  named: string,
  pointer: string,
): Promise<string> {
  if (/^[0-9a-f]{32}$/i.test(named)) return named.toLowerCase();
  const conditions = columns.map((column): QueryCondition => ({ column, operator: '=', value: named, pointer }));
  const { data } = await http.get('/api/now/table/{table}', {
    path: { table },
    query: {
      sysparm_fields: ['sys_id', ...columns].join(','),
      sysparm_display_value: 'all',
      sysparm_exclude_reference_link: true,
      sysparm_query: encodeAlternatives(conditions),
      sysparm_limit: 2,
    },
    answer: ManyRows,
  });
  const name = named.trim().toLowerCase();
  const [found, ...others] = data.result.filter((cells) =>
    columns.some((column) => valueOf(cells, column)?.toLowerCase() === name),
  );
  if (found !== undefined && others.length === 0) return idOf(found);
  const message = found === undefined ? `names no ${what} of ServiceNow` : `names several ${what}s: give the sys_id`;
  throw new InputInvalidError(`"${named.slice(0, 100)}" ${message}.`, [{ pointer, message, keyword: 'enum' }]);
}
