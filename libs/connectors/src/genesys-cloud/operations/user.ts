import type { OperationContext } from '#connectors';
import { Type, type Static } from 'typebox';
import { appsUrl } from '../regions.js';
import { noError } from './platform-api.js';

const said = (title: string, description: string) => Type.Optional(Type.String({ title, description }));

/** A user as operations return it. */
export const User = Type.Object(
  {
    id: Type.String({ title: 'Id', description: 'Id of the person.' }),
    url: Type.String({ title: 'Link', description: 'Opens the person in Genesys Cloud.', format: 'uri' }),
    name: Type.String({ title: 'Name', description: 'Name of the person.' }),
    email: said('E-mail', 'E-mail address of the person.'),
    title: said('Job title', 'Position of the person.'),
    department: said('Department', 'Department of the person.'),
  },
  { title: 'Person', description: 'A user of Genesys Cloud.' },
);

const Text = Type.Optional(Type.String());
const UserRecord = Type.Object({ id: Type.String(), name: Text, email: Text, title: Text, department: Text });

/** A page of users; no members at all where there are none. */
export const FoundUsers = Type.Object({
  results: Type.Optional(Type.Array(UserRecord)),
  pageCount: Type.Optional(Type.Integer()),
  ...noError,
});

/** The user as operations return it. */
export function toUser(
  context: Pick<OperationContext, 'grant' | 'baseUrl'>,
  { id, name = id, email, title, department }: Static<typeof UserRecord>,
): Static<typeof User> {
  return {
    id,
    url: `${appsUrl(context)}/person/${encodeURIComponent(id)}`,
    name,
    ...(email !== undefined && { email }),
    ...(title !== undefined && { title }),
    ...(department !== undefined && { department }),
  };
}
