import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { conversationUrl } from './conversation.js';
import { explorer } from './platform-api.js';

const path = '/api/v2/conversations/messages/agentless';
const Sent = Type.Object({
  id: Type.Optional(Type.String()),
  conversationId: Type.String(),
  timestamp: Type.Optional(Type.String()),
});

/** Sends a message that no agent writes: POST conversations/messages/agentless. */
export const sendMessage = defineOperation({
  connector: 'genesys-cloud',
  name: 'send-message',
  title: 'Send a message',
  description: 'Sends a text message, or a message through an open messaging integration, without an agent.',
  effect: 'write',
  input: Type.Object(
    {
      messenger: Type.Enum(['sms', 'open'], {
        title: 'Messenger',
        description: 'sms, or open for an open messaging integration.',
      }),
      from: Type.String({
        title: 'From',
        description: 'The number that the organisation has for text messages, or the id of the integration.',
        minLength: 1,
        maxLength: 256,
      }),
      to: Type.String({
        title: 'To',
        description: 'Whom to send it to: a phone number with the country code, or an address of the integration.',
        minLength: 1,
        maxLength: 256,
      }),
      text: Type.String({ title: 'Text', description: 'What to say.', minLength: 1, maxLength: 765, pattern: '\\S' }),
      useActiveConversation: Type.Optional(
        Type.Boolean({
          title: 'In the conversation',
          description: 'Whether it joins a conversation that goes on between the two; it does not by default.',
        }),
      ),
    },
    { title: 'Message', description: 'The message to send.', additionalProperties: false },
  ),
  output: Type.Object({
    id: Type.String({ title: 'Id', description: 'Id of the message, or of the conversation where it has none.' }),
    conversationId: Type.String({ title: 'Conversation', description: 'Id of the conversation that it belongs to.' }),
    url: Type.String({ title: 'Link', description: 'Opens the conversation in Genesys Cloud.', format: 'uri' }),
  }),
  scopes: [],
  example: { messenger: 'sms', from: '+13175550100', to: '+13175550123', text: 'Your parcel is here.' },
  documentation: explorer('POST', path),

  async run(context, { messenger, from, to, text, useActiveConversation }) {
    const { data } = await context.http.post(path, {
      json: {
        fromAddress: from,
        toAddress: to,
        toAddressMessengerType: messenger,
        textBody: text,
        useExistingActiveConversation: useActiveConversation,
      },
      answer: Sent,
    });
    const { id, conversationId } = data;
    return { id: id ?? conversationId, conversationId, url: conversationUrl(context, conversationId) };
  },
});
