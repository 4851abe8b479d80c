import { defineConnector, rateLimitHeaders, type CredentialPreset, type OAuthPreset } from '#connectors';
import { whoami } from './account.js';
import { createContactDialog } from './dialogs/create-contact.dialog.js';
import { createDealDialog } from './dialogs/create-deal.dialog.js';
import { deleteContactDialog } from './dialogs/delete-contact.dialog.js';
import { deleteDealDialog } from './dialogs/delete-deal.dialog.js';
import { listContactsDialog } from './dialogs/list-contacts.dialog.js';
import { listDealsDialog } from './dialogs/list-deals.dialog.js';
import { searchContactsDialog } from './dialogs/search-contacts.dialog.js';
import { searchDealsDialog } from './dialogs/search-deals.dialog.js';
import { updateContactDialog } from './dialogs/update-contact.dialog.js';
import { updateDealDialog } from './dialogs/update-deal.dialog.js';
import { viewContactDialog } from './dialogs/view-contact.dialog.js';
import { viewDealDialog } from './dialogs/view-deal.dialog.js';
import { interpretFault } from './faults.js';
import { associateRecords } from './operations/associate-records.operation.js';
import { createContact } from './operations/contacts/create-contact.operation.js';
import { deleteContact } from './operations/contacts/delete-contact.operation.js';
import { getContact } from './operations/contacts/get-contact.operation.js';
import { listContacts } from './operations/contacts/list-contacts.operation.js';
import { searchContacts } from './operations/contacts/search-contacts.operation.js';
import { updateContact } from './operations/contacts/update-contact.operation.js';
import { createDeal } from './operations/deals/create-deal.operation.js';
import { deleteDeal } from './operations/deals/delete-deal.operation.js';
import { getDeal } from './operations/deals/get-deal.operation.js';
import { listDeals } from './operations/deals/list-deals.operation.js';
import { searchDeals } from './operations/deals/search-deals.operation.js';
import { updateDeal } from './operations/deals/update-deal.operation.js';
import { createTicket } from './operations/tickets/create-ticket.operation.js';
import { getTicket } from './operations/tickets/get-ticket.operation.js';
import { searchTickets } from './operations/tickets/search-tickets.operation.js';
import { updateTicket } from './operations/tickets/update-ticket.operation.js';

const scope = (id: string, description: string, de: string) => ({ id, description, translations: { de } });

const scopes = [
  scope('oauth', 'Know which HubSpot account this is', 'Wissen, um welches HubSpot-Konto es geht'),
  scope('crm.objects.contacts.read', 'Read contacts', 'Kontakte lesen'),
  scope('crm.objects.contacts.write', 'Create, change and delete contacts', 'Kontakte anlegen, ändern und löschen'),
  scope('crm.objects.deals.read', 'Read deals', 'Deals lesen'),
  scope('crm.objects.deals.write', 'Create, change and delete deals', 'Deals anlegen, ändern und löschen'),
  scope('tickets', 'Read, create and change tickets', 'Tickets lesen, anlegen und ändern'),
];

const oauth: OAuthPreset = {
  authorizationUrl: 'https://app.hubspot.com/oauth/authorize',
  tokenUrl: 'https://api.hubapi.com/oauth/v3/token',
  revocationUrl: 'https://api.hubapi.com/oauth/v3/token/revoke',
  scopes,
  defaultScopes: scopes.map(({ id }) => id),
  scopeSeparator: ' ',
  pkce: false,
  clientAuthentication: 'client_secret_post',
  additionalParameters: {},
  parameters: [],
  urlRules: [],
  refreshTokenScopes: [],
  defaultAccessTokenLifetimeSeconds: 30 * 60,
};

const privateApp: CredentialPreset = {
  id: 'private-app',
  kind: 'api-key',
  title: 'Private app token',
  description:
    'A super admin makes a private app in HubSpot, allows it to read and write contacts, deals and tickets, and copies its access token.',
  parameters: [],
  key: {
    title: 'Access token',
    description: 'In HubSpot: Settings, Integrations, Private Apps, your app, Auth. It begins with "pat-".',
    translations: {
      de: {
        title: 'Zugriffstoken',
        description: 'In HubSpot: Einstellungen, Integrationen, Private Apps, Ihre App, Auth. Es beginnt mit „pat-“.',
      },
    },
    pattern: '[\\x21-\\x7e]{20,500}',
  },
  placement: { in: 'header', name: 'Authorization', prefix: 'Bearer ' },
  documentation: 'https://developers.hubspot.com/docs/apps/legacy-apps/private-apps/overview',
};

/** HubSpot: deals, contacts and tickets by the CRM API. */
export const hubspot = defineConnector({
  id: 'hubspot',
  name: 'HubSpot',
  description: 'Create, find and change deals, contacts and tickets in HubSpot.',
  categories: ['crm', 'sales', 'service-desk'],
  mark: { kind: 'letters', letters: 'Hs', color: '#c2410c' },
  website: 'https://www.hubspot.com',
  links: [
    { title: 'API reference', url: 'https://developers.hubspot.com/docs/api-reference/overview' },
    { title: 'OAuth', url: 'https://developers.hubspot.com/docs/api-reference/auth-oauth-v3/guide' },
    { title: 'Limits', url: 'https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines' },
  ],
  readme: 'libs/connectors/src/hubspot/README.md',
  oauth,
  credentials: [privateApp],
  baseUrl: () => 'https://api.hubapi.com',
  whoami,
  verify: async () => undefined,
  interpretFault,
  readRateLimit: rateLimitHeaders({
    remaining: 'x-hubspot-ratelimit-remaining',
    reset: 'x-hubspot-ratelimit-interval-milliseconds',
    resetIs: 'window-ms',
  }),
  operations: [
    createDeal,
    getDeal,
    updateDeal,
    listDeals,
    searchDeals,
    deleteDeal,
    createContact,
    getContact,
    updateContact,
    listContacts,
    searchContacts,
    deleteContact,
    createTicket,
    getTicket,
    updateTicket,
    searchTickets,
    associateRecords,
  ],
  templates: [
    createDealDialog,
    viewDealDialog,
    updateDealDialog,
    listDealsDialog,
    searchDealsDialog,
    deleteDealDialog,
    createContactDialog,
    viewContactDialog,
    updateContactDialog,
    listContactsDialog,
    searchContactsDialog,
    deleteContactDialog,
  ],
});
