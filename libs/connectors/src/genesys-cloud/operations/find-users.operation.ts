import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { after, explorer, pageInput, pageOutput, readPage } from './platform-api.js';
import { FoundUsers, toUser, User } from './user.js';

const path = '/api/v2/users/search';

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
          { operator: 'AND', type: 'CONTAINS', fields: ['name', 'email'], value: text.trim() },
          { operator: 'AND', type: 'EXACT', fields: ['state'], value: 'active' },
        ],
      },
      answer: FoundUsers,
      isRead: true,
    });
    const users = (data.results ?? []).map((user) => toUser(context, user));
    return { users, ...after(page, data.pageCount) };
  },
});
