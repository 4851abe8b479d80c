import type { FaultKind } from '../faults/fault-table.js';
import { wordFaults } from '../faults/fault-wording.js';
import type { SandboxSystem } from '../system.js';
import { people } from './directory.js';
import { ticketPageRoutes } from './ticket-page.js';
import { TicketStore } from './ticket-store.js';
import { ticketsApiRoutes } from './tickets-api.js';

/** The vendor's codes of what goes wrong; a spent limit and what is the vendor's fault have words only. */
const codes: Readonly<Partial<Record<FaultKind, string>>> = {
  'expired-token': 'invalid_credentials',
  forbidden: 'access_denied',
  conflict: 'inconsistent_state',
};

/** The look-alike of a Freshdesk helpdesk: its tickets, for agents with an API key. */
export const freshdeskSystem: SandboxSystem<TicketStore> = {
  id: 'freshdesk',
  name: 'Freshdesk',
  people,
  credentials: [{ id: 'api-key', kind: 'api-key', placement: { in: 'basic-username' } }],
  apiPath: '',
  open: (host) => {
    const store = new TicketStore(host.now);
    return {
      store,
      faultAnswer: wordFaults({
        api: ({ kind, message }) => ({ ...(codes[kind] && { code: codes[kind] }), message }),
        answers: {
          'not-found': { status: 404, body: '' },
          'quota-exceeded': {
            status: 429,
            headers: { 'retry-after': '1800' },
            body: { message: 'You have exceeded the limit of requests per hour' },
          },
        },
      }),
      routes: (app) => ticketsApiRoutes(app, host, store),
      pages: (app) => ticketPageRoutes(app, store),
    };
  },
};
