import { VendorUnauthorizedError, type Account, type ConnectorContext } from '#connectors';
import { idOf, labelOf, ManyRows, valueOf } from './operations/cells.js';

/** Asks who authorized: the record of the user whose id the instance puts into the query itself. */
export async function whoami({ http, grant }: ConnectorContext): Promise<Account> {
  const { data } = await http.get('/api/now/table/sys_user', {
    query: {
      sysparm_query: 'sys_id=javascript:gs.getUserID()',
      sysparm_fields: 'sys_id,user_name,name,email,company',
      sysparm_display_value: 'all',
      sysparm_exclude_reference_link: true,
      sysparm_limit: 2,
    },
    answer: ManyRows,
  });
  const [user, ...others] = data.result;
  // An instance leaves out what it does not understand of a query: then anybody would be answered.
  if (user === undefined || others.length > 0) {
    throw new VendorUnauthorizedError(
      'ServiceNow does not tell who authorized: let its administrator allow the account to read its own user record.',
    );
  }
  const username = valueOf(user, 'user_name');
  const { instance } = grant.parameters;
  return {
    id: idOf(user),
    name: valueOf(user, 'name') ?? username ?? idOf(user),
    email: valueOf(user, 'email'),
    organisation: labelOf(user, 'company') ?? instance,
    details: { ...(instance !== undefined && { instance }), ...(username !== undefined && { username }) },
  };
}
