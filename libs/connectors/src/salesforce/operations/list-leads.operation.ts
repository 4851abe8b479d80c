import { defineOperation, InputInvalidError } from '#connectors';
import { Type, type Static } from 'typebox';
import { Lead, leadFieldList, LeadRecord, toLead } from './lead.js';
import { dataPath, recordIdPattern, restGuide } from './rest-api.js';
import { bindSoql } from './soql.js';

const Page = Type.Object({ records: Type.Array(LeadRecord) });

/** Lists leads, newest first; a page goes on after the last lead of the page before, however many came in meanwhile. */
export const listLeads = defineOperation({
  connector: 'salesforce',
  name: 'list-leads',
  title: 'List leads',
  description: 'Lists leads, the newest first, a page at a time.',
  effect: 'read',
  input: Type.Object(
    {
      limit: Type.Optional(
        Type.Integer({ title: 'Page size', description: 'Leads on a page; 10 by default.', minimum: 1, maximum: 200 }),
      ),
      cursor: Type.Optional(
        Type.String({ title: 'Cursor', description: 'nextCursor of the page before.', minLength: 1, maxLength: 200 }),
      ),
    },
    { title: 'Page', description: 'Which page to list.', additionalProperties: false },
  ),
  output: Type.Object({
    leads: Type.Array(Lead, { title: 'Leads', description: 'The leads of this page.' }),
    hasMore: Type.Boolean({ title: 'More', description: 'Whether another page follows.' }),
    nextCursor: Type.Optional(Type.String({ title: 'Next cursor', description: 'Gets the next page.' })),
  }),
  scopes: ['api'],
  example: { limit: 10 },
  documentation: `${restGuide}/resources_query.htm`,

  async run({ http, baseUrl }, { limit = 10, cursor }) {
    const after = cursor === undefined ? undefined : readCursor(cursor);
    const where = after && 'WHERE CreatedDate < :createdAt OR (CreatedDate = :createdAt AND Id < :id)';
    const q = bindSoql(
      `SELECT ${leadFieldList.join(', ')} FROM Lead ${where ?? ''} ORDER BY CreatedDate DESC, Id DESC LIMIT :limit`,
      { ...after, limit: limit + 1 },
    );
    const { data } = await http.get(`${dataPath}/query`, { query: { q }, answer: Page });
    const leads = data.records.slice(0, limit).map((record) => toLead(baseUrl, record));
    const nextCursor = data.records.length > limit ? makeCursor(leads.at(-1)) : undefined;
    return { leads, hasMore: nextCursor !== undefined, ...(nextCursor !== undefined && { nextCursor }) };
  },
});

function makeCursor(last: Static<typeof Lead> | undefined): string | undefined {
  if (last?.createdAt === undefined) return undefined;
  return Buffer.from(`${last.createdAt} ${last.id}`).toString('base64url');
}

function readCursor(cursor: string): { createdAt: { dateTime: string }; id: string } {
  const [createdAt = '', id = '', ...rest] = Buffer.from(cursor, 'base64url').toString().split(' ');
  const isTime = /^\d{4}-\d{2}-\d{2}T[\d:.]{12}Z$/.test(createdAt) && !Number.isNaN(Date.parse(createdAt));
  if (!isTime || !new RegExp(recordIdPattern).test(id) || rest.length > 0) {
    const violation = { pointer: '/cursor', message: 'is not a nextCursor of this list', keyword: 'cursor' };
    throw new InputInvalidError('The cursor is not one of this list: begin again without it.', [violation]);
  }
  return { createdAt: { dateTime: createdAt }, id };
}
