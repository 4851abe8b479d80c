import type { Account, ConnectorContext } from '#connectors';
import { Type } from 'typebox';

const UserInfo = Type.Object({
  sub: Type.String({ minLength: 1 }),
  name: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
  hd: Type.Optional(Type.String()),
});

/** Asks who authorized: OpenID Connect's user info, which every Google account has. */
export async function whoami({ http }: ConnectorContext): Promise<Account> {
  const { data: user } = await http.get('/v1/userinfo', { origin: 'identity', answer: UserInfo });
  return {
    id: user.sub,
    name: user.name ?? user.email ?? user.sub,
    email: user.email,
    organisation: user.hd,
    details: {},
  };
}
