import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { appsUrl } from '../regions.js';
import { after, explorer, noError, pageInput, pageOutput, readPage } from './platform-api.js';

const path = '/api/v2/users/search';

const said = (title: string, description: string) => Type.Optional(Type.String({ title, description }));

const User = Type.Object(
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
const Found = Type.Object({
  results: Type.Optional(
    Type.Array(Type.Object({ id: Type.String(), name: Text, email: Text, title: Text, department: Text })),
  ),
  pageCount: Type.Optional(Type.Integer()),
  ...noError,
});

/** Finds active users by a part of their name or e-mail address: POST users/search. */
export const findUsers = defineOperation({
  connector: 'genesys-cloud',
  name: 'find-users',
  title: 'Find people',
  description: 'Finds active users by a part of their name or e-mail address.',
  effect: 'read',
  input: Type.Object(
    {
      text: Type.String({
        title: 'Text',
        description: 'A part of the name or of the e-mail address.',
        minLength: 2,
        maxLength: 200,
        pattern: '\\S.*\\S',
      }),
      ...pageInput,
    },
    { title: 'Search', description: 'Whom to find.', additionalProperties: false },
  ),
  output: Type.Object({
    users: Type.Array(User, { title: 'People', description: 'The people found, in the order of their names.' }),
    ...pageOutput,
  }),
  scopes: [],
  example: { text: 'grace', limit: 10 },
  documentation: explorer('POST', path),

  async run(context, { text, ...asked }) {
    const page = readPage(asked);
    const { data } = await context.http.post(path, {
      json: {
        ...page,
        sortBy: 'name',
        sortOrder: 'ASC',
        query: [
          { type: 'CONTAINS', fields: ['name', 'email'], value: text.trim() },
          { type: 'EXACT', fields: ['state'], value: 'active' },
        ],
      },
      answer: Found,
      isRead: true,
    });
    const users = (data.results ?? []).map(({ id, name = id, email, title, department }) => ({
      id,
      url: `${appsUrl(context)}/person/${encodeURIComponent(id)}`,
      name,
      ...(email !== undefined && { email }),
      ...(title !== undefined && { title }),
      ...(department !== undefined && { department }),
    }));
    return { users, ...after(page, data.pageCount) };
  },
});
