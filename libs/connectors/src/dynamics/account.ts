import { AccountNotUsableError, type Account, type ConnectorContext } from '#connectors';
import { Type } from 'typebox';
import { dataPath, odataHeaders } from './operations/table.js';

const WhoAmI = Type.Object({ UserId: Type.String(), OrganizationId: Type.String() });

const User = Type.Object({
  fullname: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  internalemailaddress: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  isdisabled: Type.Optional(Type.Boolean()),
});

const Organisation = Type.Object({ name: Type.String() });

/** Asks who authorized, and in which organisation: the WhoAmI function, then both records. */
export async function whoami({ http }: ConnectorContext): Promise<Account> {
  const headers = odataHeaders;
  const { data: ids } = await http.get(`${dataPath}/WhoAmI`, { headers, answer: WhoAmI });
  const { data: user } = await http.get(`${dataPath}/systemusers({id})`, {
    path: { id: ids.UserId },
    query: { $select: 'fullname,internalemailaddress,isdisabled' },
    headers,
    answer: User,
  });
  const { data: organisation } = await http.get(`${dataPath}/organizations({id})`, {
    path: { id: ids.OrganizationId },
    query: { $select: 'name' },
    headers,
    answer: Organisation,
  });
  return {
    id: ids.UserId,
    name: user.fullname ?? ids.UserId,
    email: user.internalemailaddress ?? undefined,
    organisation: organisation.name,
    details: { organizationId: ids.OrganizationId, isDisabled: user.isdisabled === true },
  };
}

/** Refuses users that were disabled. */
export async function verify(_context: ConnectorContext, { name, details }: Account): Promise<void> {
  if (details['isDisabled'] !== true) return;
  throw new AccountNotUsableError(
    `The user ${name} is disabled in Dynamics 365: ask an administrator to enable it, or sign in as another user.`,
  );
}
