import type { VendorCall } from '#connectors/testing';
import { dataPath, restGuide } from './operations/rest-api.js';

const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength });
const email = { ...text(80), format: 'email' };
const id = { type: 'string', pattern: '^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$' };

const object = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  required,
  additionalProperties: false,
  properties,
});

/** The fields of objects that can be created and updated, with their lengths; picklists hold what an organisation makes of them. */
const fields = {
  Lead: {
    FirstName: text(40),
    LastName: text(80),
    Company: text(255),
    Title: text(128),
    Email: email,
    Phone: text(40),
    MobilePhone: text(40),
    Status: text(255),
    LeadSource: text(255),
  },
  Opportunity: {
    Name: text(120),
    CloseDate: { type: 'string', format: 'date' },
    StageName: text(255),
    Amount: { type: 'number', exclusiveMinimum: -1e16, exclusiveMaximum: 1e16 },
  },
  Case: {
    Subject: text(255),
    Description: text(32_000),
    Status: text(255),
    Priority: text(255),
    Origin: text(255),
    SuppliedName: text(80),
    SuppliedEmail: email,
    SuppliedPhone: text(40),
  },
  CaseComment: { CommentBody: text(4_000), ParentId: id, IsPublished: { type: 'boolean' } },
};

type ObjectName = keyof typeof fields;

/** Fields that Salesforce fills in; all of them can be asked for. */
const kept = ['Id', 'CreatedById', 'CreatedDate', 'CaseNumber', 'IsClosed'];

/** A long text can be read, but not asked for. */
const isFilter = (name: string) => name !== 'Description';

const names = (of: ObjectName, isWanted = (_: string) => true) =>
  `(?:${[...kept, ...Object.keys(fields[of])].filter(isWanted).join('|')})`;

const literal = "(?:'(?:[^'\\\\]|\\\\[nrtbf'\"\\\\])*'|-?\\d+(?:\\.\\d+)?|\\d{4}-\\d\\d-\\d\\d(?:T[\\d:.]+Z)?)";
const value = `(?:${literal}|\\(${literal}(?:, ${literal})*\\))`;

/** A query of one object, as far as our own operations write them: known fields, one literal a value. */
function queryOf(of: ObjectName): object {
  const field = names(of);
  const condition = `\\(?${names(of, isFilter)} (?:=|<|>=|IN) ${value}\\)?`;
  const where = `(?: +WHERE ${condition}(?: (?:AND|OR) ${condition})*)?`;
  const order = `(?: +ORDER BY ${field} DESC(?:, ${field} DESC)*)?`;
  const q = `^SELECT ${field}(?:, ${field})* FROM ${of}${where}${order} LIMIT [1-9]\\d*$`;
  return object({ q: { type: 'string', maxLength: 16_384, pattern: q } }, ['q']);
}

const create = (of: ObjectName, required: readonly string[]): VendorCall => ({
  method: 'POST',
  path: `${dataPath}/sobjects/${of}`,
  body: object(fields[of], required),
  documentation: `${restGuide}/dome_sobject_create.htm`,
});

const read = (of: ObjectName): VendorCall => ({
  method: 'GET',
  path: `${dataPath}/sobjects/${of}/{id}`,
  query: object({ fields: { type: 'string', pattern: `^${names(of)}(?:,${names(of)})*$` } }),
  documentation: `${restGuide}/dome_get_field_values.htm`,
});

const update = (of: ObjectName): VendorCall => ({
  method: 'PATCH',
  path: `${dataPath}/sobjects/${of}/{id}`,
  body: { ...object(fields[of]), minProperties: 1 },
  documentation: `${restGuide}/dome_update_fields.htm`,
});

const find = (query: object): VendorCall => ({
  method: 'GET',
  path: `${dataPath}/query`,
  query,
  documentation: `${restGuide}/resources_query.htm`,
});

const remove: VendorCall = {
  method: 'DELETE',
  path: `${dataPath}/sobjects/Lead/{id}`,
  documentation: `${restGuide}/dome_delete_record.htm`,
};

const someFields = { type: 'array', items: { type: 'string', pattern: `^${names('Lead')}$` } };
const count = { type: 'integer', minimum: 1, maximum: 2_000 };
const search: VendorCall = {
  method: 'POST',
  path: `${dataPath}/parameterizedSearch`,
  body: object(
    {
      q: { type: 'string', minLength: 2 },
      in: { enum: ['ALL', 'NAME', 'EMAIL', 'PHONE', 'SIDEBAR'] },
      fields: someFields,
      sobjects: {
        type: 'array',
        items: object({ name: { const: 'Lead' }, fields: someFields, limit: count }, ['name']),
      },
      overallLimit: count,
      spellCorrection: { type: 'boolean' },
    },
    ['q'],
  ),
  documentation: `${restGuide}/resources_search_parameterized_post.htm`,
};

const anyQuery = object({ q: { type: 'string', maxLength: 16_384, pattern: '^SELECT ' } }, ['q']);

/**
 * What each operation may send, by its name, and `whoami`: first the call that its page is about. Salesforce's own OpenAPI document is a
 * beta that each organisation makes for itself, without searches and queries; hence this is after its pages: REST API Developer Guide
 * (calls and parameters, v66.0, Spring '26), Object Reference (Lead, Opportunity, Case, CaseComment: what is required, can be created, updated
 * and filtered by) and Salesforce Fields Reference (types and lengths; Lead of today, Case and Opportunity of its edition 228).
 */
export const vendorCalls: Readonly<Record<string, readonly [VendorCall, ...VendorCall[]]>> = {
  'create-lead': [create('Lead', ['LastName', 'Company'])],
  'create-opportunity': [create('Opportunity', ['Name', 'CloseDate', 'StageName'])],
  'update-lead': [update('Lead')],
  'get-lead': [read('Lead')],
  'list-leads': [find(queryOf('Lead'))],
  'search-leads': [search],
  'delete-lead': [remove],
  'create-case': [create('Case', []), read('Case')],
  'get-case': [read('Case'), find(queryOf('Case'))],
  'update-case': [update('Case')],
  'comment-on-case': [create('CaseComment', ['ParentId'])],
  query: [
    find(anyQuery),
    {
      method: 'GET',
      path: `${dataPath}/query/{locator}`,
      documentation: `${restGuide}/resources_query_more_results.htm`,
    },
  ],
  whoami: [
    {
      method: 'GET',
      path: '/services/oauth2/userinfo',
      documentation:
        'https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_using_userinfo_endpoint.htm&type=5',
    },
    find(anyQuery),
  ],
};

/** What may be sent after an unknown outcome, by object: the record itself is read, or one like it is looked for. */
export const lookUps: Readonly<Record<string, readonly VendorCall[]>> = {
  lead: [read('Lead'), find(queryOf('Lead'))],
  opportunity: [find(queryOf('Opportunity'))],
  case: [read('Case'), find(queryOf('Case'))],
};
