import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { Lead, leadFieldList, LeadRecord, toLead } from './lead.js';
import { dataPath, restGuide } from './rest-api.js';

const Found = Type.Object({ searchRecords: Type.Array(LeadRecord) });

/** Searches leads in all their text: POST parameterizedSearch. Salesforce needs a moment to index a new lead. */
export const searchLeads = defineOperation({
  connector: 'salesforce',
  name: 'search-leads',
  title: 'Search leads',
  description: 'Finds leads that hold all the given words, in any of their fields.',
  effect: 'read',
  input: Type.Object(
    {
      keyword: Type.String({
        title: 'Keyword',
        description: 'Words to look for: part of a name, a company, an e-mail address, a phone number.',
        minLength: 2,
        maxLength: 200,
        pattern: '[\\p{L}\\p{N}][\\s\\S]*[\\p{L}\\p{N}]',
      }),
      limit: Type.Optional(
        Type.Integer({ title: 'Limit', description: 'Leads to return; 10 by default.', minimum: 1, maximum: 200 }),
      ),
    },
    { title: 'Search', description: 'What to look for.', additionalProperties: false },
  ),
  output: Type.Object({
    leads: Type.Array(Lead, { title: 'Leads', description: 'The leads found, the best first.' }),
    hasMore: Type.Boolean({ title: 'More', description: 'Whether there are more than the limit.' }),
  }),
  scopes: ['api'],
  example: { keyword: 'Hopper', limit: 10 },
  documentation: `${restGuide}/resources_search_parameterized_post.htm`,

  async run({ http, baseUrl }, { keyword, limit = 10 }) {
    const { data } = await http.post(`${dataPath}/parameterizedSearch`, {
      json: {
        q: literalSearch(keyword),
        in: 'ALL',
        sobjects: [{ name: 'Lead', fields: leadFieldList, limit: limit + 1 }],
      },
      answer: Found,
      isRead: true,
    });
    const leads = data.searchRecords.slice(0, limit).map((record) => toLead(baseUrl, record));
    return { leads, hasMore: data.searchRecords.length > limit };
  },
});

/** What SOSL reserves: wildcards, operators, grouping and quotation (FIND {SearchQuery}, SOQL and SOSL Reference). */
const reserved = /[?&|!{}[\]()^~*:\\"'+-]/g;

const operators = /^(?:and|or|not)$/i;

/**
 * Makes a search text out of what somebody typed, in which every word means itself: reserved characters are escaped, and
 * words that would be operators are quoted.
 */
export function literalSearch(keyword: string): string {
  return keyword
    .split(/[\s\p{Cc}]+/u)
    .filter((word) => word !== '')
    .map((word) => (operators.test(word) ? `"${word}"` : word.replace(reserved, '\\$&')))
    .join(' ');
}
