import type { Account, ConnectorContext } from '#connectors';
import { Type } from 'typebox';

const Text = Type.Optional(Type.Union([Type.String(), Type.Null()]));
const User = Type.Object({ id: Type.String({ minLength: 1 }), displayName: Text, mail: Text, userPrincipalName: Text });
const RootSite = Type.Object({ displayName: Text, webUrl: Type.String() });

/** Asks who authorized, and for the organisation's main site, which is there only where SharePoint is. */
export async function whoami({ http }: ConnectorContext): Promise<Account> {
  const { data: user } = await http.get('/me', {
    query: { $select: 'id,displayName,mail,userPrincipalName' },
    answer: User,
  });
  const { data: site } = await http.get('/sites/root', { query: { $select: 'displayName,webUrl' }, answer: RootSite });
  const email = user.mail ?? user.userPrincipalName ?? undefined;
  return {
    id: user.id,
    name: user.displayName ?? email ?? user.id,
    ...(email !== undefined && { email }),
    organisation: URL.parse(site.webUrl)?.hostname ?? site.displayName ?? undefined,
    details: { mainSite: site.webUrl },
  };
}
