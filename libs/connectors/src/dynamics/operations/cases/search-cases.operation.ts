import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { pageFields, searchFields } from '../fields.js';
import { impersonation, searchRows, webApiGuide } from '../table.js';
import { Case, cases } from './case.js';

/** Searches cases by a keyword, the newest first: GET incidents. */
export const searchCases = defineOperation({
  connector: 'dynamics',
  name: 'search-cases',
  title: 'Search cases',
  description: 'Finds cases by title, case number or description, the newest first, a page at a time.',
  effect: 'read',
  input: Type.Object(searchFields, {
    title: 'Search',
    description: 'What to look for.',
    additionalProperties: false,
  }),
  output: Type.Object({
    cases: Type.Array(Case, { title: 'Cases', description: 'The cases of this page.' }),
    ...pageFields,
  }),
  scopes: [impersonation],
  example: { keyword: 'chairs', limit: 10 },
  documentation: `${webApiGuide}/query/overview`,

  async run(context, search) {
    const { records: found, ...page } = await searchRows(context, cases, search);
    return { cases: found, ...page };
  },
});
