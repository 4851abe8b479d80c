import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { graphReference } from './mailbox.js';
import { TaskList, TaskListRecord, toTaskList } from './task-list.js';

/** Creates a to-do list: POST me/todo/lists. */
export const createTaskList = defineOperation({
  connector: 'microsoft-graph',
  name: 'create-task-list',
  title: 'Create a to-do list',
  description: 'Creates a to-do list.',
  effect: 'write',
  input: Type.Object(
    {
      name: Type.String({ title: 'Name', description: 'What the list is called.', maxLength: 255, pattern: '\\S' }),
    },
    { title: 'To-do list', description: 'The list to create.', additionalProperties: false },
  ),
  output: TaskList,
  scopes: ['Tasks.ReadWrite'],
  example: { name: 'Office move' },
  documentation: `${graphReference}/todo-post-lists`,

  async run(context, { name }) {
    const { data } = await context.http.post('/v1.0/me/todo/lists', {
      json: { displayName: name.trim() },
      answer: TaskListRecord,
    });
    return toTaskList(context, data);
  },
});
