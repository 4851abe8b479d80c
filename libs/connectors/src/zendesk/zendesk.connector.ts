import {
  defineConnector,
  rateLimitFields,
  retryAfterLimit,
  strictestRateLimit,
  VendorAnswerInvalidError,
  type CredentialPreset,
  type Grant,
  type OAuthPreset,
  type PresetParameter,
} from '#connectors';
import { verify, whoami } from './account.js';
import { addCommentDialog } from './dialogs/add-comment.dialog.js';
import { createTicketDialog } from './dialogs/create-ticket.dialog.js';
import { deleteTicketDialog } from './dialogs/delete-ticket.dialog.js';
import { listTicketsDialog } from './dialogs/list-tickets.dialog.js';
import { searchTicketsDialog } from './dialogs/search-tickets.dialog.js';
import { updateTicketDialog } from './dialogs/update-ticket.dialog.js';
import { viewTicketsDialog } from './dialogs/view-tickets.dialog.js';
import { interpretFault } from './faults.js';
import { addComment } from './operations/add-comment.operation.js';
import { createTicket } from './operations/create-ticket.operation.js';
import { deleteTicket } from './operations/delete-ticket.operation.js';
import { getTickets } from './operations/get-tickets.operation.js';
import { listTickets } from './operations/list-tickets.operation.js';
import { searchTickets } from './operations/search-tickets.operation.js';
import { updateTicket } from './operations/update-ticket.operation.js';

/** One label of a DNS name, so that nothing goes to another host. */
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';

const subdomain: PresetParameter = {
  name: 'subdomain',
  title: 'Subdomain',
  description: 'What stands before .zendesk.com in the address of your Zendesk.',
  pattern: label,
  examples: ['acme'],
  isOfBaseUrl: true,
};

const oauth: OAuthPreset = {
  authorizationUrl: 'https://{subdomain}.zendesk.com/oauth/authorizations/new',
  tokenUrl: 'https://{subdomain}.zendesk.com/oauth/tokens',
  scopes: [
    {
      id: 'read',
      description: 'Read tickets and who you are',
      translations: { de: 'Tickets lesen und wissen, wer Sie sind' },
    },
    {
      id: 'write',
      description: 'Create, change, comment on and delete tickets on your behalf',
      translations: { de: 'In Ihrem Namen Tickets anlegen, ändern, kommentieren und löschen' },
    },
  ],
  defaultScopes: ['read', 'write'],
  scopeSeparator: ' ',
  pkce: true,
  clientAuthentication: 'client_secret_post',
  additionalParameters: {},
  parameters: [subdomain],
  urlRules: [
    {
      field: 'authorizationUrl',
      endsWith: '/oauth/authorizations/new',
      message: "Zendesk's authorization URL must end in /oauth/authorizations/new.",
    },
    { field: 'tokenUrl', endsWith: '/oauth/tokens', message: "Zendesk's token URL must end in /oauth/tokens." },
  ],
  refreshTokenScopes: [],
};

const apiToken: CredentialPreset = {
  id: 'api-token',
  kind: 'basic',
  title: 'E-mail and API token',
  description:
    'An API token that your Zendesk has already; it acts for the agent whose e-mail address goes with it. Zendesk makes no new ones and ends them all on April 30, 2027: use OAuth.',
  parameters: [subdomain],
  username: {
    title: 'E-mail',
    description: 'The e-mail address of the agent.',
    translations: { de: { title: 'E-Mail', description: 'Die E-Mail-Adresse der Agentin oder des Agenten.' } },
    pattern: '[^\\s:/@]+@[^\\s:/@]+',
  },
  password: {
    title: 'API token',
    description: 'In Admin Center: Apps and integrations, APIs, API tokens.',
    translations: {
      de: { title: 'API-Token', description: 'Im Admin Center: Apps und Integrationen, APIs, API-Token.' },
    },
    pattern: '[\\x21-\\x7e]{10,200}',
  },
  placement: { in: 'basic', usernameSuffix: '/token' },
  documentation: 'https://developer.zendesk.com/api-reference/introduction/security-and-auth/',
};

function baseUrl({ parameters }: Grant): string {
  const name = parameters['subdomain'];
  if (name !== undefined && new RegExp(`^${label}$`).test(name)) return `https://${name}.zendesk.com`;
  throw new VendorAnswerInvalidError('It is not known which Zendesk this is: authorize again, with its subdomain.');
}

/** Zendesk: tickets by the Ticketing API. */
export const zendesk = defineConnector({
  id: 'zendesk',
  name: 'Zendesk',
  description: 'Create, find, change and comment on tickets in Zendesk.',
  categories: ['service-desk'],
  mark: { kind: 'letters', letters: 'Zd', color: '#03363d' },
  website: 'https://www.zendesk.com',
  links: [
    { title: 'Ticketing API', url: 'https://developer.zendesk.com/api-reference/ticketing/introduction/' },
    {
      title: 'OAuth',
      url: 'https://developer.zendesk.com/documentation/api-basics/authentication/using-oauth-authentication/',
    },
    { title: 'Rate limits', url: 'https://developer.zendesk.com/api-reference/introduction/rate-limits/' },
  ],
  readme: 'libs/connectors/src/zendesk/README.md',
  oauth,
  credentials: [apiToken],
  baseUrl,
  whoami,
  verify: async (_context, account) => verify(account),
  interpretFault,
  readRateLimit: strictestRateLimit(rateLimitFields, retryAfterLimit),
  operations: [createTicket, listTickets, getTickets, searchTickets, updateTicket, deleteTicket, addComment],
  templates: [
    createTicketDialog,
    viewTicketsDialog,
    updateTicketDialog,
    addCommentDialog,
    listTicketsDialog,
    searchTicketsDialog,
    deleteTicketDialog,
  ],
});
