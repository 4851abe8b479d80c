import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { after, explorer, invalid, pageInput, pageOutput, readPage } from './platform-api.js';
import { Queue, QueuePage, queuesPath, toQueue } from './queue.js';

/** Finds queues by a part of their name: GET routing/queues. */
export const findQueues = defineOperation({
  connector: 'genesys-cloud',
  name: 'find-queues',
  title: 'Find queues',
  description: 'Finds queues by a part of their name, in the order of their names; all queues without one.',
  effect: 'read',
  input: Type.Object(
    {
      name: Type.Optional(
        Type.String({
          title: 'Name',
          description: 'A part of the name.',
          minLength: 1,
          maxLength: 256,
          pattern: '\\S',
        }),
      ),
      ...pageInput,
    },
    { title: 'Search', description: 'Which queues to find.', additionalProperties: false },
  ),
  output: Type.Object({
    queues: Type.Array(Queue, { title: 'Queues', description: 'The queues found.' }),
    ...pageOutput,
  }),
  scopes: [],
  example: { name: 'Support', limit: 10 },
  documentation: explorer('GET', queuesPath),

  async run(context, { name, ...asked }) {
    const page = readPage(asked);
    const { data } = await context.http.get(queuesPath, {
      query: { name: name === undefined ? undefined : partOf(name), sortOrder: 'asc', ...page },
      answer: QueuePage,
    });
    const queues = (data.entities ?? []).map((queue) => toQueue(context, queue));
    return { queues, ...after(page, data.pageCount) };
  },
});

/** Asterisks are the vendor's wildcards, at both ends only. */
function partOf(name: string): string {
  const part = name.replaceAll('*', '').trim();
  if (part === '') throw invalid('/name', 'holds nothing but wildcards');
  return `*${part}*`;
}
