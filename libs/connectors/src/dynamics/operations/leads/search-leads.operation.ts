import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { pageFields, searchFields } from '../fields.js';
import { impersonation, searchRows, webApiGuide } from '../table.js';
import { Lead, leads } from './lead.js';

/** Searches leads by a keyword, the newest first: GET leads. */
export const searchLeads = defineOperation({
  connector: 'dynamics',
  name: 'search-leads',
  title: 'Search leads',
  description: 'Finds leads by name, company, e-mail address or topic, the newest first, a page at a time.',
  effect: 'read',
  input: Type.Object(searchFields, {
    title: 'Search',
    description: 'What to look for.',
    additionalProperties: false,
  }),
  output: Type.Object({
    leads: Type.Array(Lead, { title: 'Leads', description: 'The leads of this page.' }),
    ...pageFields,
  }),
  scopes: [impersonation],
  example: { keyword: 'chairs', limit: 10 },
  documentation: `${webApiGuide}/query/overview`,

  async run(context, search) {
    const { records: found, ...page } = await searchRows(context, leads, search);
    return { leads: found, ...page };
  },
});
