import {
  defineConnector,
  retryAfterLimit,
  VendorAnswerInvalidError,
  type CredentialPreset,
  type Grant,
} from '#connectors';
import { verify, whoami } from './account.js';
import { createTicketDialog } from './dialogs/create-ticket.dialog.js';
import { deleteTicketDialog } from './dialogs/delete-ticket.dialog.js';
import { findTicketsDialog } from './dialogs/find-tickets.dialog.js';
import { listTicketsDialog } from './dialogs/list-tickets.dialog.js';
import { updateTicketDialog } from './dialogs/update-ticket.dialog.js';
import { viewTicketDialog } from './dialogs/view-ticket.dialog.js';
import { interpretFault } from './faults.js';
import { createTicket } from './operations/create-ticket.operation.js';
import { deleteTicket } from './operations/delete-ticket.operation.js';
import { findTickets } from './operations/find-tickets.operation.js';
import { getTicket } from './operations/get-ticket.operation.js';
import { listTickets } from './operations/list-tickets.operation.js';
import { apiReference } from './operations/tickets-api.js';
import { updateTicket } from './operations/update-ticket.operation.js';

const apiKey: CredentialPreset = {
  id: 'api-key',
  kind: 'api-key',
  title: 'API key',
  description: 'The API key of an agent. Every call is made in that agent’s name and sees what the agent sees.',
  key: {
    title: 'API key',
    description: 'In Freshdesk: your picture, Profile settings, View API key.',
    translations: {
      de: {
        title: 'API-Schlüssel',
        description: 'In Freshdesk: Ihr Bild, Profileinstellungen, API-Schlüssel anzeigen.',
      },
    },
    pattern: '[\\x21-\\x39\\x3b-\\x7e]{8,100}',
  },
  placement: { in: 'basic-username', password: 'X' },
  parameters: [
    {
      name: 'subdomain',
      title: 'Subdomain',
      description: 'What stands before .freshdesk.com in the address of your Freshdesk.',
      pattern: '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?',
      examples: ['acme'],
      isOfBaseUrl: true,
    },
  ],
  documentation: `${apiReference}#authentication`,
};

function baseUrl({ parameters }: Grant): string {
  if (parameters['subdomain'] !== undefined) return `https://${parameters['subdomain']}.freshdesk.com`;
  throw new VendorAnswerInvalidError('The authorization does not say which Freshdesk: authorize again.');
}

/** Freshdesk: tickets by the API v2. */
export const freshdesk = defineConnector({
  id: 'freshdesk',
  name: 'Freshdesk',
  description: 'Create, find, change and delete tickets in Freshdesk.',
  categories: ['service-desk'],
  mark: { kind: 'letters', letters: 'Fd', color: '#12785a' },
  website: 'https://www.freshworks.com/freshdesk/',
  links: [
    { title: 'API reference', url: apiReference },
    { title: 'Rate limits', url: `${apiReference}#ratelimit` },
  ],
  readme: 'libs/connectors/src/freshdesk/README.md',
  credentials: [apiKey],
  baseUrl,
  whoami,
  verify: async (_context, account) => verify(account),
  interpretFault,
  // The headers say how many calls are left, but only a refusal says until when.
  readRateLimit: retryAfterLimit,
  operations: [createTicket, getTicket, listTickets, updateTicket, findTickets, deleteTicket],
  templates: [
    createTicketDialog,
    viewTicketDialog,
    listTicketsDialog,
    updateTicketDialog,
    findTicketsDialog,
    deleteTicketDialog,
  ],
});
