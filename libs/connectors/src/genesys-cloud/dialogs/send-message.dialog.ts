import { asks, confirms, defineDialogTemplate, failureEndings, gaveUp, refusedOrFailed, says } from '#connectors';
import { sendMessage } from '../operations/send-message.operation.js';

/** Asks from which number to which and what to say, and sends a text message once that is confirmed. */
export const sendMessageDialog = defineDialogTemplate({
  name: 'send-message',
  title: 'Send a text message',
  description: 'Asks from which of your numbers to which and what to say, and sends the text message once confirmed.',
  version: 1,
  operations: [sendMessage],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Send a text message',
      utterances: ['send a text message', 'send a message', 'send an SMS', 'text somebody'],
      transitions: [{ to: 'ask-to' }],
    },
    asks({
      id: 'ask-to',
      title: 'To',
      entity: { name: 'recipient', kind: 'phone', requirement: 'mandatory' },
      prompt: 'To which number?',
      again: 'That is no phone number I can read. Say it with the country code, such as +1 317 555 0123.',
      to: 'ask-text',
    }),
    asks({
      id: 'ask-text',
      title: 'Text',
      entity: { name: 'messageText', kind: 'text', requirement: 'mandatory', maxLength: 765 },
      prompt: 'What shall it say?',
      again: 'A text message has at most 765 characters. What shall it say?',
      to: 'ask-from',
    }),
    asks({
      id: 'ask-from',
      title: 'From',
      entity: { name: 'sender', kind: 'phone', requirement: 'mandatory' },
      prompt: 'And from which of our numbers?',
      again: 'That is no phone number I can read. Say it with the country code, such as +1 317 555 0100.',
      to: 'ask-sure',
    }),
    confirms({ prompt: 'Shall I send "{{ entities.messageText }}" to {{ entities.recipient }}?', to: 'send' }),
    {
      id: 'send',
      type: 'service',
      title: 'Send the message',
      operation: 'genesys-cloud.send-message',
      input: {
        messenger: { from: 'value', value: 'sms' },
        from: { from: 'entity', name: 'sender' },
        to: { from: 'entity', name: 'recipient' },
        text: { from: 'entity', name: 'messageText' },
      },
      timeoutMs: 20_000,
      transitions: [{ to: 'sent' }],
      onFailure: refusedOrFailed,
    },
    says({
      id: 'sent',
      title: 'Sent',
      text: 'Done: the message to {{ entities.recipient }} is on its way. {{ results.send.url }}',
      card: {
        title: 'Message to {{ entities.recipient }}',
        label: 'View conversation',
        url: '{{ results.send.url }}',
      },
      to: 'end',
    }),
    says({ id: 'kept', title: 'Not sent', text: 'All right, nothing was sent.', to: 'stopped' }),
    ...failureEndings({
      refused: 'Genesys Cloud did not take the message.',
      failed: 'I could not send the message.',
    }),
    ...gaveUp('Let us stop here; nothing was sent. Say "send a text message" to begin again.'),
  ],
});
