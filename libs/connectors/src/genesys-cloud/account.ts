import {
  RecordNotFoundError,
  VendorForbiddenError,
  VendorRejectedInputError,
  type Account,
  type ConnectorContext,
} from '#connectors';
import { Type } from 'typebox';

const Named = Type.Object({ id: Type.Optional(Type.String()), name: Type.Optional(Type.String()) });
const Me = Type.Object({
  id: Type.String(),
  name: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
  organization: Type.Optional(Named),
});
const Token = Type.Object({
  organization: Type.Optional(Named),
  OAuthClient: Type.Optional(Type.Object({ ...Named.properties, authorizedGrantType: Type.Optional(Type.String()) })),
});

/** Asks who authorized: the user, or the client itself where nobody signed in (client credentials). */
export async function whoami(context: ConnectorContext): Promise<Account> {
  const { region } = context.grant.parameters;
  const details: Account['details'] = region === undefined ? {} : { region };
  try {
    const { data } = await context.http.get('/api/v2/users/me', { query: { expand: 'organization' }, answer: Me });
    const { id, name = id, email, organization } = data;
    return { id, name, email, organisation: organization?.name, details: { ...details, isClient: false } };
  } catch (error) {
    if (!isOfNobody(error)) throw error;
    const account = await client(context, details);
    if (account === undefined) throw error;
    return account;
  }
}

/** The client as an account; undefined when its tokens are those of people, who are not to be taken for one another. */
async function client({ http }: ConnectorContext, details: Account['details']): Promise<Account | undefined> {
  const { data } = await http.get('/api/v2/tokens/me', { answer: Token });
  const { OAuthClient: app = {}, organization = {} } = data;
  if (!/^client.credentials$/i.test(app.authorizedGrantType ?? 'client-credentials')) return undefined;
  return {
    id: app.id ?? organization.id ?? 'client',
    name: app.name ?? 'OAuth client',
    organisation: organization.name,
    details: { ...details, isClient: true },
  };
}

/** The vendor does not say how it refuses to tell a client who it is. */
function isOfNobody(error: unknown): boolean {
  return (
    error instanceof VendorRejectedInputError ||
    error instanceof RecordNotFoundError ||
    error instanceof VendorForbiddenError
  );
}
