import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { Conversation, ConversationId, conversationPath, ConversationRecord, toConversation } from './conversation.js';
import { explorer } from './platform-api.js';

/** Reads one conversation and who takes part in it: GET conversations/{conversationId}. */
export const getConversation = defineOperation({
  connector: 'genesys-cloud',
  name: 'get-conversation',
  title: 'Get a conversation',
  description: 'Reads one conversation: when it was, who took part, and what was noted about the outcome.',
  effect: 'read',
  input: Type.Object(
    { id: ConversationId },
    { title: 'Conversation', description: 'The conversation to read.', additionalProperties: false },
  ),
  output: Conversation,
  scopes: [],
  example: { id: '0c1a2b3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d' },
  documentation: explorer('GET', conversationPath),

  async run(context, { id }) {
    const path = { conversationId: id };
    const { data } = await context.http.get(conversationPath, { path, answer: ConversationRecord });
    return toConversation(context, data);
  },
});
