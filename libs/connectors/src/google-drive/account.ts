import type { Account, ConnectorContext } from '#connectors';
import { Type } from 'typebox';

const About = Type.Object({
  user: Type.Object({
    permissionId: Type.String({ minLength: 1 }),
    displayName: Type.Optional(Type.String()),
    emailAddress: Type.Optional(Type.String()),
  }),
});

/** Asks whose Drive it is, which also shows that the API is turned on: GET about. */
export async function whoami({ http }: ConnectorContext): Promise<Account> {
  const { data } = await http.get('/drive/v3/about', {
    query: { fields: 'user(permissionId,displayName,emailAddress)' },
    answer: About,
  });
  const { permissionId: id, displayName, emailAddress: email } = data.user;
  return { id, name: displayName ?? email ?? id, ...(email !== undefined && { email }), details: {} };
}
