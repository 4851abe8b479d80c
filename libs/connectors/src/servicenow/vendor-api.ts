import type { VendorCall } from '#connectors/testing';
import { tableApi } from './operations/table.js';

const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength });
const sysId = { type: 'string', pattern: '^[0-9a-f]{32}$' };
const flag = { enum: ['true', 'false'] };

/** Of every record that is answered. */
const shown = {
  sysparm_display_value: { enum: ['true', 'false', 'all'] },
  sysparm_exclude_reference_link: flag,
  sysparm_fields: { type: 'string', pattern: '^[a-z_.]+(,[a-z_.]+)*$' },
};
const one = { type: 'object', properties: { ...shown, sysparm_view: { type: 'string' } }, additionalProperties: false };
const written = {
  ...one,
  properties: { ...one.properties, sysparm_input_display_value: flag },
};
const many = {
  type: 'object',
  properties: {
    ...shown,
    sysparm_query: { type: 'string', minLength: 1 },
    sysparm_limit: { type: 'string', pattern: '^[1-9][0-9]{0,4}$' },
    sysparm_offset: { type: 'string', pattern: '^[0-9]+$' },
    sysparm_no_count: flag,
    sysparm_suppress_pagination_header: flag,
  },
  additionalProperties: false,
};

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

const callsOf = (table: string, properties: object): readonly VendorCall[] => [
  { method: 'GET', path: `/api/now/table/${table}`, query: many, documentation: tableApi },
  {
    method: 'POST',
    path: `/api/now/table/${table}`,
    query: written,
    body: { ...columns(properties), required: ['short_description'] },
    documentation: tableApi,
  },
  { method: 'GET', path: `/api/now/table/${table}/{sys_id}`, query: one, documentation: tableApi },
  {
    method: 'PATCH',
    path: `/api/now/table/${table}/{sys_id}`,
    query: written,
    body: columns(properties),
    documentation: tableApi,
  },
  { method: 'DELETE', path: `/api/now/table/${table}/{sys_id}`, documentation: tableApi },
];

/** What our requests must be, by the vendor's description of the Table API and of its base tables. */
export const vendorApi: readonly VendorCall[] = [
  ...callsOf('incident', incident),
  ...callsOf('sc_request', request),
  { method: 'GET', path: '/api/now/table/sys_user', query: many, documentation: tableApi },
  { method: 'GET', path: '/api/now/table/sys_user_group', query: many, documentation: tableApi },
];
