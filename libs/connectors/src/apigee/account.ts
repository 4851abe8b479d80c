import { AccountNotUsableError, RecordNotFoundError, VendorForbiddenError } from '#connectors';
import type { Account, ConnectorContext } from '#connectors';
import { Type } from 'typebox';
import { noError, organizationOf } from './operations/apigee-api.js';

const UserInfo = Type.Object({
  sub: Type.String({ minLength: 1 }),
  name: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
});

/** Asks who authorized, by OpenID Connect's user info; the organization is the one that was named. */
export async function whoami({ http, grant }: ConnectorContext): Promise<Account> {
  const { data: user } = await http.get('/v1/userinfo', { origin: 'identity', answer: UserInfo });
  return {
    id: user.sub,
    name: user.name ?? user.email ?? user.sub,
    email: user.email,
    organisation: organizationOf(grant),
    details: {},
  };
}

/** Looks whether the account can see the organization: GET organizations/{organization}/apis. */
export async function verify({ http, grant }: ConnectorContext): Promise<void> {
  const organization = organizationOf(grant);
  try {
    await http.get('/apis', { answer: Type.Object({}, noError) });
  } catch (error) {
    if (!(error instanceof RecordNotFoundError || error instanceof VendorForbiddenError)) throw error;
    throw new AccountNotUsableError(
      `There is no Apigee organization ${organization}, or this account may not see it: check its name, or ask its administrator for a role in it.`,
      { cause: error },
    );
  }
}
