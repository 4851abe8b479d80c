import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { ConversationId, conversationPath, conversationUrl, findCode, findParticipant } from './conversation.js';
import { explorer, isId, uuid } from './platform-api.js';

const path = `${conversationPath}/participants/{participantId}`;

/** Notes the outcome of a conversation: PATCH conversations/{conversationId}/participants/{participantId}. */
export const addWrapUpNote = defineOperation({
  connector: 'genesys-cloud',
  name: 'add-wrap-up-note',
  title: 'Add a wrap-up note',
  description: 'Notes the outcome of a conversation for the agent who took part last, with a wrap-up code.',
  effect: 'write',
  input: Type.Object(
    {
      id: ConversationId,
      code: Type.String({
        title: 'Wrap-up code',
        description: 'Name or id of a wrap-up code of the queue.',
        minLength: 1,
        maxLength: 256,
        pattern: '\\S',
      }),
      notes: Type.Optional(
        Type.String({ title: 'Notes', description: 'What to note.', minLength: 1, maxLength: 4_000 }),
      ),
      participantId: Type.Optional(
        Type.String({
          title: 'Participant',
          description: 'Id of the participant; the agent who took part last by default.',
          pattern: uuid,
        }),
      ),
    },
    { title: 'Note', description: 'The conversation and its outcome.', additionalProperties: false },
  ),
  output: Type.Object({
    id: Type.String({ title: 'Id', description: 'Id of the conversation.' }),
    participantId: Type.String({ title: 'Participant', description: 'For whom it was noted.' }),
    url: Type.String({ title: 'Link', description: 'Opens the conversation in Genesys Cloud.', format: 'uri' }),
  }),
  scopes: [],
  example: { id: '0c1a2b3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d', code: 'Resolved', notes: 'The invoice was corrected.' },
  documentation: explorer('PATCH', path),

  async run(context, { id, code: named, notes, participantId: wanted }) {
    const participant = await findParticipant(context, id, wanted);
    const code = isId(named) ? named : await findCode(context, participant, named.trim());
    await context.http.patch(path, {
      path: { conversationId: id, participantId: participant.id },
      json: { wrapup: { code, notes } },
    });
    return { id, participantId: participant.id, url: conversationUrl(context, id) };
  },

  async reconcile(context, { id, code, notes, participantId: wanted }) {
    const { id: participantId, wrapup } = await findParticipant(context, id, wanted);
    const isNoted = wrapup?.notes === notes && [wrapup?.code, wrapup?.name].includes(code.trim());
    return isNoted ? { id, participantId, url: conversationUrl(context, id) } : undefined;
  },
});
