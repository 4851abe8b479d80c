import { standardPeople } from '../people.js';

/** The account that everybody here belongs to. */
export const portal = { id: 48_123_456, uiDomain: 'app.hubspot.com', timeZone: 'Europe/Berlin' } as const;

/** Who can log in, by user id, with the tokens of a private app each. */
export const people = standardPeople({
  ids: ['7001', '7002'],
  note: `Account ${portal.id}`,
  apiKeys: ['pat-sandbox-ada-0000-4000-8000-000000000001', 'pat-sandbox-ben-0000-4000-8000-000000000002'],
});

interface Seed {
  readonly id: string;
  readonly [property: string]: string;
}

const deal = (id: string, dealname: string, dealstage: string, amount: string): Seed => ({
  ...{ id, dealname, dealstage, amount },
  pipeline: 'default',
});

const contact = (id: string, firstname: string, lastname: string, company: string): Seed => ({
  ...{ id, firstname, lastname, company },
  email: `${firstname}.${lastname}@customer.example`.toLowerCase(),
  phone: `+1 202 555 01${id.slice(-2)}`,
});

const ticket = (id: string, subject: string, stage: string, priority: string): Seed => ({
  ...{ id, subject },
  content: `${subject}: please help.`,
  hs_pipeline: '0',
  hs_pipeline_stage: stage,
  hs_ticket_priority: priority,
});

/** What there is at the beginning. */
export const seeds: Readonly<Record<'contacts' | 'deals' | 'tickets', readonly Seed[]>> = {
  deals: [
    deal('4100001', 'Annual contract for Northwind', 'appointmentscheduled', '12000'),
    deal('4100002', 'Pilot at Contoso', 'qualifiedtobuy', '2500'),
    deal('4100003', 'Renewal for Fabrikam', 'contractsent', '8400'),
    deal('4100004', 'Training days at Adatum', 'presentationscheduled', '3600'),
    deal('4100005', 'Extension for Northwind', 'decisionmakerboughtin', '5000'),
    deal('4100006', 'Workshop at Tailspin', 'closedwon', '1800'),
    deal('4100007', 'Migration for Wingtip', 'closedlost', '22000'),
  ],
  contacts: [
    contact('4200001', 'Nora', 'Winter', 'Northwind'),
    contact('4200002', 'Omar', 'Haddad', 'Contoso'),
    contact('4200003', 'Lena', 'Fischer', 'Fabrikam'),
    contact('4200004', 'Ines', 'Marques', 'Adatum'),
    contact('4200005', 'Paul', 'Okafor', 'Tailspin'),
    contact('4200006', 'Mei', 'Tanaka', 'Wingtip'),
  ],
  tickets: [
    ticket('4300001', 'Printer on the second floor is out of toner', '1', 'LOW'),
    ticket('4300002', 'Invoice shows the wrong address', '3', 'MEDIUM'),
    ticket('4300003', 'Cannot sign in since the update', '2', 'URGENT'),
  ],
};
