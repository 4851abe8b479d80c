import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { graphReference } from './mailbox.js';
import { moreFields, nextPage, pageFields, readCursor } from './paging.js';
import { TaskList, TaskListRecord, toTaskList } from './task-list.js';

const Page = Type.Object({ value: Type.Array(TaskListRecord), '@odata.nextLink': Type.Optional(Type.String()) });

/** Lists the to-do lists: GET me/todo/lists. */
export const listTaskLists = defineOperation({
  connector: 'microsoft-graph',
  name: 'list-task-lists',
  title: 'List to-do lists',
  description: 'Lists the to-do lists, a page at a time.',
  effect: 'read',
  input: Type.Object(pageFields(10, 100), {
    title: 'Page',
    description: 'Which page to list.',
    additionalProperties: false,
  }),
  output: Type.Object({
    lists: Type.Array(TaskList, { title: 'Lists', description: 'The to-do lists of this page.' }),
    ...moreFields,
  }),
  scopes: ['Tasks.ReadWrite'],
  example: { limit: 10 },
  documentation: `${graphReference}/todo-list-lists`,

  async run(context, { limit = 10, cursor }) {
    const place = cursor === undefined ? {} : readCursor(cursor, ['$top']);
    const { data } = await context.http.get('/v1.0/me/todo/lists', { query: { $top: limit, ...place }, answer: Page });
    const { $top = String(limit) } = place;
    return {
      lists: data.value.map((record) => toTaskList(context, record)),
      ...nextPage(data['@odata.nextLink'], { $top }),
    };
  },
});
