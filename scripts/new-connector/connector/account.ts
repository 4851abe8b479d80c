import type { Account, ConnectorContext } from '#connectors';
import { Type } from 'typebox';

const Person = Type.Object({ id: Type.String(), name: Type.String(), email: Type.Optional(Type.String()) });

/** Asks who authorized: GET me. */
export async function whoami({ http }: ConnectorContext): Promise<Account> {
  const { data } = await http.get('/me', { answer: Person });
  return { id: data.id, name: data.name, email: data.email, details: {} };
}

/** Every account can be used; where one cannot, throw `AccountNotUsableError` with words for its owner. */
export async function verify(): Promise<void> {}
