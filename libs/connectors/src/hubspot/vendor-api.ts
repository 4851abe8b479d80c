import type { VendorCall } from '#connectors/testing';

const reference = 'https://developers.hubspot.com/docs/api-reference';

const queryOf = (...names: readonly string[]) => ({
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
});

/** Every property value is text. */
const propertiesOf = (names: readonly string[], required: readonly string[] = []) => ({
  type: 'object',
  required: ['properties'],
  additionalProperties: false,
  properties: {
    properties: {
      type: 'object',
      required,
      minProperties: 1,
      additionalProperties: false,
      properties: Object.fromEntries(names.map((name) => [name, { type: 'string', minLength: 1 }])),
    },
  },
});

const operators = ['EQ', 'NEQ', 'LT', 'LTE', 'GT', 'GTE', 'BETWEEN', 'IN', 'NOT_IN', 'HAS_PROPERTY', 'CONTAINS_TOKEN'];

const search = {
  type: 'object',
  additionalProperties: false,
  properties: {
    query: { type: 'string', maxLength: 3000 },
    limit: { type: 'integer', minimum: 1, maximum: 200 },
    after: { type: 'string' },
    properties: { type: 'array', items: { type: 'string' } },
    sorts: {
      type: 'array',
      maxItems: 1,
      items: {
        type: 'object',
        required: ['propertyName', 'direction'],
        additionalProperties: false,
        properties: { propertyName: { type: 'string' }, direction: { enum: ['ASCENDING', 'DESCENDING'] } },
      },
    },
    filterGroups: {
      type: 'array',
      maxItems: 5,
      items: {
        type: 'object',
        required: ['filters'],
        additionalProperties: false,
        properties: {
          filters: {
            type: 'array',
            maxItems: 6,
            items: {
              type: 'object',
              required: ['propertyName', 'operator'],
              additionalProperties: false,
              properties: {
                propertyName: { type: 'string' },
                operator: { enum: operators },
                value: { type: 'string' },
              },
            },
          },
        },
      },
    },
  },
};

const objects = {
  deal: ['dealname', 'dealstage', 'pipeline', 'amount', 'closedate'],
  contact: ['email', 'firstname', 'lastname', 'phone', 'company'],
  ticket: ['subject', 'content', 'hs_pipeline', 'hs_pipeline_stage', 'hs_ticket_priority'],
} as const;

const required: Readonly<Record<keyof typeof objects, readonly string[]>> = {
  deal: ['dealname', 'dealstage', 'pipeline'],
  contact: ['email'],
  ticket: ['subject', 'hs_pipeline_stage'],
};

function callsOf(object: keyof typeof objects): Readonly<Record<string, VendorCall>> {
  const documentation = `${reference}/crm-${object}s-v3/guide`;
  const [all, one] = [`/crm/v3/objects/${object}s`, `/crm/v3/objects/${object}s/{id}`];
  const find = { method: 'POST', path: `${all}/search`, body: search } as const;
  return {
    [`create-${object}`]: {
      method: 'POST',
      path: all,
      body: propertiesOf(objects[object], required[object]),
      documentation,
    },
    [`get-${object}`]: {
      method: 'GET',
      path: one,
      query: queryOf('properties', 'propertiesWithHistory', 'associations', 'archived', 'idProperty'),
      documentation,
    },
    [`update-${object}`]: {
      method: 'PATCH',
      path: one,
      query: queryOf('idProperty'),
      body: propertiesOf(objects[object]),
      documentation,
    },
    [`delete-${object}`]: { method: 'DELETE', path: one, documentation },
    [`list-${object}s`]: { ...find, documentation: `${reference}/2026-03/crm/search-the-crm` },
    [`search-${object}s`]: { ...find, documentation: `${reference}/2026-03/crm/search-the-crm` },
  };
}

/** What each operation may send, by its name. */
export const vendorCalls: Readonly<Record<string, VendorCall>> = {
  ...callsOf('deal'),
  ...callsOf('contact'),
  ...callsOf('ticket'),
  'associate-records': {
    method: 'PUT',
    path: '/crm/v4/objects/{from}/{fromId}/associations/default/{to}/{toId}',
    documentation: `${reference}/crm-associations-v4/guide`,
  },
};
