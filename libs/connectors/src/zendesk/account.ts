import { AccountNotUsableError, VendorUnauthorizedError, type Account, type ConnectorContext } from '#connectors';
import { Type } from 'typebox';

const Me = Type.Object({
  user: Type.Object({
    id: Type.Union([Type.Integer(), Type.Null()]),
    name: Type.String(),
    email: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    role: Type.Optional(Type.String()),
  }),
});

/** Asks who authorized: GET /api/v2/users/me, which answers with an anonymous user when nobody did. */
export async function whoami({ http, grant }: ConnectorContext): Promise<Account> {
  const { user } = (await http.get('/api/v2/users/me', { answer: Me })).data;
  if (user.id === null) throw new VendorUnauthorizedError('Zendesk does not know whoever authorized.');
  return {
    id: String(user.id),
    name: user.name,
    email: user.email ?? undefined,
    organisation: grant.parameters['subdomain'],
    details: { role: user.role ?? 'end-user' },
  };
}

/** Refuses end users: Zendesk's ticket API is for agents and administrators. */
export function verify({ name, details }: Account): void {
  if (details['role'] !== 'end-user') return;
  throw new AccountNotUsableError(
    `${name} is an end user of this Zendesk account, and only agents and administrators can work with its tickets. ` +
      'Sign in as an agent instead.',
  );
}
