import type { VendorCall } from '#connectors/testing';
import { tableApi } from './operations/table.js';

const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength });
const sysId = { type: 'string', pattern: '^[0-9a-f]{32}$' };
const flag = { enum: ['true', 'false'] };

/** How records are answered; what each call takes of it differs by one name. */
const shown = {
  sysparm_display_value: { enum: ['true', 'false', 'all'] },
  sysparm_fields: { type: 'string', pattern: '^[a-z_.]+(,[a-z_.]+)*$' },
  sysparm_view: { enum: ['desktop', 'mobile', 'both'] },
};
const withoutLinks = { sysparm_exclude_reference_link: flag };
const anyDomain = { sysparm_query_no_domain: flag };
const asDisplayed = { sysparm_input_display_value: flag };

const query = (properties: object) => ({ type: 'object', properties, additionalProperties: false });

const condition = '[a-z_]+(?:=|!=|LIKE|STARTSWITH|ENDSWITH)[^^]+';
const order = 'ORDERBY(?:DESC)?[a-z_]+';

const many = query({
  ...shown,
  ...withoutLinks,
  ...anyDomain,
  sysparm_query: { type: 'string', pattern: `^(?:${condition}|${order})(?:\\^(?:(?:OR)?${condition}|${order}))*$` },
  sysparm_query_category: { type: 'string' },
  sysparm_limit: { type: 'string', pattern: '^(?:[1-9][0-9]{0,3}|10000)$' },
  sysparm_offset: { type: 'string', pattern: '^[0-9]+$' },
  sysparm_no_count: flag,
  sysparm_suppress_pagination_header: flag,
});

/** Columns of every task that are written here: tables task, incident and sc_request of the base system. */
const task = {
  short_description: text(160),
  description: text(4_000),
  comments: text(4_000),
  work_notes: text(4_000),
  assigned_to: sysId,
  assignment_group: sysId,
};
const incident = {
  ...task,
  urgency: { enum: ['1', '2', '3'] },
  impact: { enum: ['1', '2', '3'] },
  state: { enum: ['1', '2', '3', '6', '7', '8'] },
  close_code: text(40),
  close_notes: text(4_000),
  caller_id: sysId,
};
const request = { ...task, priority: { enum: ['1', '2', '3', '4', '5'] }, requested_for: sysId };

const columns = (properties: object) => ({ type: 'object', properties, minProperties: 1, additionalProperties: false });

const callsOf = (table: string, properties: object): readonly VendorCall[] => {
  const [rows, row] = [`/api/now/table/${table}`, `/api/now/table/${table}/{sys_id}`];
  const documentation = tableApi;
  return [
    { method: 'GET', path: rows, query: many, documentation },
    {
      method: 'POST',
      path: rows,
      query: query({ ...shown, ...withoutLinks, ...asDisplayed }),
      body: { ...columns(properties), required: ['short_description'] },
      documentation,
    },
    { method: 'GET', path: row, query: query({ ...shown, ...withoutLinks, ...anyDomain }), documentation },
    {
      method: 'PATCH',
      path: row,
      query: query({ ...shown, ...asDisplayed, ...anyDomain }),
      body: columns(properties),
      documentation,
    },
    { method: 'DELETE', path: row, query: query(anyDomain), documentation },
  ];
};

/**
 * What our requests must be: calls and their parameters after ServiceNow's page about the Table API, release Australia of
 * 2026-03-12 (GitHub, `ServiceNow/ServiceNowDocs`, `markdown/api-reference/rest-apis/c_TableAPI.md` at 28eead2). No such page gives the
 * columns of tables: each instance has its own; these are the lengths and codes of the base system.
 */
export const vendorApi: readonly VendorCall[] = [
  ...callsOf('incident', incident),
  ...callsOf('sc_request', request),
  { method: 'GET', path: '/api/now/table/sys_user', query: many, documentation: tableApi },
  { method: 'GET', path: '/api/now/table/sys_user_group', query: many, documentation: tableApi },
];
