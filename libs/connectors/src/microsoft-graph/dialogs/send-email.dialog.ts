import {
  asks,
  confirms,
  defineDialogTemplate,
  failedWith,
  failureEndings,
  gaveUp,
  refusedOrFailed,
  says,
} from '#connectors';
import { sendEmail } from '../operations/send-email.operation.js';

/** Asks for recipients, subject and content, and sends the e-mail once that is confirmed. */
export const sendEmailDialog = defineDialogTemplate({
  name: 'send-email',
  title: 'Send an e-mail',
  description: 'Asks for recipients, subject and content, and sends the e-mail once that is confirmed.',
  version: 1,
  operations: [sendEmail],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Send an e-mail',
      utterances: ['send an e-mail', 'send an email', 'send a mail', 'write an e-mail', 'write an email', 'new e-mail'],
      transitions: [{ to: 'ask-to' }],
    },
    asks({
      id: 'ask-to',
      title: 'Recipients',
      entity: { name: 'to', kind: 'text', requirement: 'mandatory', maxLength: 10_000 },
      prompt: 'To whom? One e-mail address, or several, separated by commas.',
      again: 'I need e-mail addresses, separated by commas. To whom shall it go?',
      to: 'ask-subject',
    }),
    asks({
      id: 'ask-subject',
      title: 'Subject',
      entity: { name: 'subject', kind: 'text', requirement: 'mandatory', maxLength: 255 },
      prompt: 'What is the subject?',
      again: 'I need a subject of at most 255 characters. What is it?',
      to: 'ask-content',
    }),
    asks({
      id: 'ask-content',
      title: 'Content',
      entity: { name: 'content', kind: 'text', requirement: 'mandatory', maxLength: 10_000 },
      prompt: 'What shall it say?',
      again: 'I need a text of at most 10,000 characters. What shall it say?',
      to: 'ask-sure',
    }),
    confirms({ prompt: 'Shall I send "{{ entities.subject }}" to {{ entities.to }}?', to: 'send' }),
    {
      id: 'send',
      type: 'service',
      title: 'Send the e-mail',
      operation: 'microsoft-graph.send-email',
      input: {
        to: { from: 'entity', name: 'to' },
        subject: { from: 'entity', name: 'subject' },
        content: { from: 'entity', name: 'content' },
      },
      timeoutMs: 20_000,
      transitions: [{ to: 'sent' }],
      onFailure: [{ when: failedWith('input-invalid'), to: 'not-valid' }, ...refusedOrFailed],
    },
    says({
      id: 'sent',
      title: 'Sent',
      text: 'Done: "{{ results.send.subject }}" is sent to {{ results.send.recipients | join: ", " }}.',
      to: 'end',
    }),
    says({
      id: 'not-valid',
      title: 'Not valid',
      text: 'Those are no e-mail addresses that I can read: "{{ entities.to }}". Nothing was sent; say "send an e-mail" to begin again.',
      to: 'not-done',
    }),
    says({ id: 'kept', title: 'Not sent', text: 'All right, nothing was sent.', to: 'stopped' }),
    ...failureEndings({
      refused: 'Microsoft 365 did not take the e-mail.',
      failed: 'I could not send the e-mail.',
    }),
    ...gaveUp('Let us stop here; nothing was sent. Say "send an e-mail" to begin again.'),
  ],
});
