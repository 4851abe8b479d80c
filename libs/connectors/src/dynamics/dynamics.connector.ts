import { defineConnector, retryAfterLimit, VendorAnswerInvalidError, type Grant } from '#connectors';
import { verify, whoami } from './account.js';
import { createCaseDialog } from './dialogs/cases/create-case.dialog.js';
import { deleteCaseDialog } from './dialogs/cases/delete-case.dialog.js';
import { searchCasesDialog } from './dialogs/cases/search-cases.dialog.js';
import { updateCaseDialog } from './dialogs/cases/update-case.dialog.js';
import { viewCaseDialog } from './dialogs/cases/view-case.dialog.js';
import { createContactDialog } from './dialogs/contacts/create-contact.dialog.js';
import { searchContactsDialog } from './dialogs/contacts/search-contacts.dialog.js';
import { createLeadDialog } from './dialogs/leads/create-lead.dialog.js';
import { deleteLeadDialog } from './dialogs/leads/delete-lead.dialog.js';
import { searchLeadsDialog } from './dialogs/leads/search-leads.dialog.js';
import { updateLeadDialog } from './dialogs/leads/update-lead.dialog.js';
import { viewLeadDialog } from './dialogs/leads/view-lead.dialog.js';
import { interpretFault } from './faults.js';
import { oauth } from './oauth.js';
import { createCase } from './operations/cases/create-case.operation.js';
import { deleteCase } from './operations/cases/delete-case.operation.js';
import { getCase } from './operations/cases/get-case.operation.js';
import { searchCases } from './operations/cases/search-cases.operation.js';
import { updateCase } from './operations/cases/update-case.operation.js';
import { createContact } from './operations/contacts/create-contact.operation.js';
import { deleteContact } from './operations/contacts/delete-contact.operation.js';
import { getContact } from './operations/contacts/get-contact.operation.js';
import { searchContacts } from './operations/contacts/search-contacts.operation.js';
import { updateContact } from './operations/contacts/update-contact.operation.js';
import { createLead } from './operations/leads/create-lead.operation.js';
import { deleteLead } from './operations/leads/delete-lead.operation.js';
import { getLead } from './operations/leads/get-lead.operation.js';
import { searchLeads } from './operations/leads/search-leads.operation.js';
import { updateLead } from './operations/leads/update-lead.operation.js';

function baseUrl({ parameters: { organisation } }: Grant): string {
  if (organisation !== undefined) return `https://${organisation}`;
  throw new VendorAnswerInvalidError('The address of the Dynamics 365 organisation is not known: authorize again.');
}

/** Dynamics 365: leads, contacts and cases by the Dataverse Web API. */
export const dynamics = defineConnector({
  id: 'dynamics',
  name: 'Dynamics 365',
  description: 'Create, find and change leads, contacts and cases in Dynamics 365.',
  categories: ['crm', 'sales', 'service-desk'],
  mark: { kind: 'letters', letters: 'D3', color: '#0b53ce' },
  website: 'https://www.microsoft.com/dynamics-365',
  links: [
    {
      title: 'Dataverse Web API',
      url: 'https://learn.microsoft.com/power-apps/developer/data-platform/webapi/overview',
    },
    {
      title: 'Use OAuth with Dataverse',
      url: 'https://learn.microsoft.com/power-apps/developer/data-platform/authenticate-oauth',
    },
    {
      title: 'Service protection limits',
      url: 'https://learn.microsoft.com/power-apps/developer/data-platform/api-limits',
    },
  ],
  readme: 'libs/connectors/src/dynamics/README.md',
  oauth,
  baseUrl,
  whoami,
  verify,
  interpretFault,
  readRateLimit: retryAfterLimit,
  operations: [
    ...[createLead, getLead, updateLead, searchLeads, deleteLead],
    ...[createContact, getContact, updateContact, searchContacts, deleteContact],
    ...[createCase, getCase, updateCase, searchCases, deleteCase],
  ],
  templates: [
    ...[createLeadDialog, updateLeadDialog, viewLeadDialog, searchLeadsDialog, deleteLeadDialog],
    ...[createCaseDialog, updateCaseDialog, viewCaseDialog, searchCasesDialog, deleteCaseDialog],
    ...[createContactDialog, searchContactsDialog],
  ],
});
