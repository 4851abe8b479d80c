import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { mediaOf, metrics, Observations, sum } from './observations.js';
import { explorer } from './platform-api.js';
import { queueInput, resolveQueue } from './queue.js';

const path = '/api/v2/analytics/queues/observations/query';

const count = (title: string, description: string) => Type.Integer({ title, description });
const waiting = count('Waiting', 'How many wait for somebody.');
const interacting = count('Talking', 'How many are being served.');

/** Counts what goes on in a queue right now: POST analytics/queues/observations/query. */
export const getQueueStatus = defineOperation({
  connector: 'genesys-cloud',
  name: 'get-queue-status',
  title: 'Get the status of a queue',
  description: 'Counts who waits in a queue, who is being served, and how many people are there to serve.',
  effect: 'read',
  input: Type.Object(
    { queue: queueInput },
    { title: 'Queue', description: 'The queue to look at.', additionalProperties: false },
  ),
  output: Type.Object({
    id: Type.String({ title: 'Id', description: 'Id of the queue.' }),
    url: Type.String({ title: 'Link', description: 'Opens the queue in Genesys Cloud.', format: 'uri' }),
    name: Type.String({ title: 'Name', description: 'Name of the queue.' }),
    waiting,
    interacting,
    onQueueAgents: count('On queue', 'How many people work on the queue now.'),
    availableAgents: count('Available', 'How many of them are idle.'),
    media: Type.Array(
      Type.Object({
        name: Type.String({ title: 'Medium', description: 'voice, callback, chat, email or message.' }),
        waiting,
        interacting,
      }),
      { title: 'Media', description: 'The same, for each medium.' },
    ),
  }),
  scopes: [],
  example: { queue: 'Support' },
  documentation: explorer('POST', path),

  async run(context, { queue: named }) {
    const { id, url, name } = await resolveQueue(context, named);
    const predicate = { type: 'dimension', dimension: 'queueId', operator: 'matches', value: id };
    const { data } = await context.http.post(path, {
      json: { filter: { type: 'or', predicates: [predicate] }, metrics },
      answer: Observations,
      isRead: true,
    });
    const results = data.results ?? [];
    return {
      ...{ id, url, name },
      waiting: sum(results, 'oWaiting'),
      interacting: sum(results, 'oInteracting'),
      onQueueAgents: sum(results, 'oOnQueueUsers'),
      availableAgents: sum(results, 'oUserRoutingStatuses', 'IDLE'),
      media: mediaOf(results),
    };
  },
});
