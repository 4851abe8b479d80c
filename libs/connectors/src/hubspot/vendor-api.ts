import type { VendorCall } from '#connectors/testing';

const reference = 'https://developers.hubspot.com/docs/api-reference';

const texts = { type: 'array', items: { type: 'string', minLength: 1 } };
const text = { type: 'string', minLength: 1 };
const namesOfProperties = { type: 'string', pattern: '^\\w+(?:,\\w+)*$' };

const object = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  required,
  additionalProperties: false,
  properties,
});

/** Every property value is text, whatever is meant by it. */
const objects = {
  deal: {
    dealname: text,
    dealstage: text,
    pipeline: text,
    amount: { type: 'string', pattern: '^-?\\d+(?:\\.\\d+)?$' },
    closedate: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{3})?Z$' },
  },
  contact: { email: { type: 'string', format: 'email' }, firstname: text, lastname: text, phone: text, company: text },
  ticket: {
    subject: text,
    content: text,
    hs_pipeline: text,
    hs_pipeline_stage: text,
    hs_ticket_priority: { enum: ['LOW', 'MEDIUM', 'HIGH', 'URGENT'] },
  },
} as const;

/** What the guides say that a new record must have; of a contact, one of several. */
const required = {
  deal: { required: ['dealname', 'dealstage', 'pipeline'] },
  contact: { anyOf: [{ required: ['email'] }, { required: ['firstname'] }, { required: ['lastname'] }] },
  ticket: { required: ['subject', 'hs_pipeline_stage'] },
};

type Kind = keyof typeof objects;

const created = (kind: Kind) => {
  const associations = {
    type: 'array',
    items: object({ to: object({ id: text }, ['id']), types: { type: 'array' } }, ['to', 'types']),
  };
  const properties = { ...object(objects[kind]), minProperties: 1, ...required[kind] };
  return object({ properties, associations }, ['associations', 'properties']);
};

const changed = (kind: Kind) => object({ properties: { ...object(objects[kind]), minProperties: 1 } }, ['properties']);

const operators = [
  ...['BETWEEN', 'CONTAINS_TOKEN', 'EQ', 'GT', 'GTE', 'HAS_PROPERTY', 'IN', 'LT', 'LTE', 'NEQ'],
  ...['NOT_CONTAINS_TOKEN', 'NOT_HAS_PROPERTY', 'NOT_IN'],
];
const filter = object(
  { propertyName: text, operator: { enum: operators }, value: text, values: texts, highValue: text },
  ['operator', 'propertyName'],
);

/**
 * All parts but `query` are demanded by the newest description of v3, by none before it. Up to six groups by the description, five
 * by the guide, which also tells of six filters a group and of one order.
 */
const search = object(
  {
    query: { type: 'string', maxLength: 3_000 },
    limit: { type: 'integer', minimum: 1, maximum: 200 },
    after: { type: 'string', pattern: '^\\d+$' },
    properties: texts,
    sorts: { ...texts, maxItems: 1 },
    filterGroups: {
      type: 'array',
      maxItems: 5,
      items: object({ filters: { type: 'array', maxItems: 6, items: filter } }, ['filters']),
    },
  },
  ['after', 'filterGroups', 'limit', 'properties', 'sorts'],
);

const read = object({
  properties: namesOfProperties,
  propertiesWithHistory: namesOfProperties,
  associations: namesOfProperties,
  archived: { enum: ['true', 'false'] },
  idProperty: text,
});

function callsOf(kind: Kind): Readonly<Record<string, VendorCall>> {
  const documentation = `${reference}/crm-${kind}s-v3/guide`;
  const [all, one] = [`/crm/v3/objects/${kind}s`, `/crm/v3/objects/${kind}s/{id}`];
  const find: VendorCall = {
    method: 'POST',
    path: `${all}/search`,
    body: search,
    documentation: `${reference}/2026-03/crm/search-the-crm`,
  };
  return {
    [`create-${kind}`]: { method: 'POST', path: all, body: created(kind), documentation },
    [`get-${kind}`]: { method: 'GET', path: one, query: read, documentation },
    [`update-${kind}`]: {
      method: 'PATCH',
      path: one,
      query: object({ idProperty: text }),
      body: changed(kind),
      documentation,
    },
    [`delete-${kind}`]: { method: 'DELETE', path: one, documentation },
    [`list-${kind}s`]: find,
    [`search-${kind}s`]: find,
  };
}

/**
 * What each operation may send, by its name, and `whoami`. After HubSpot's own OpenAPI documents (GitHub,
 * `HubSpot/HubSpot-public-api-spec-collection`, `PublicApiSpecs`): CRM Deals, Contacts and Tickets v3 (rollout 424, deals at cd8dec5),
 * CRM Associations v4 (rollout 130902, at 0020637), Account Info v3 (at 003b932). The documents name deals `0-3`, which the
 * guides hold to be the same as `deals`. That a minus in `sorts` means downwards is told by HubSpot's client for Node (its README).
 */
export const vendorCalls: Readonly<Record<string, VendorCall>> = {
  ...callsOf('deal'),
  ...callsOf('contact'),
  ...callsOf('ticket'),
  'associate-records': {
    method: 'PUT',
    path: '/crm/v4/objects/{from}/{fromId}/associations/default/{to}/{toId}',
    documentation: `${reference}/crm-associations-v4/guide`,
  },
  whoami: {
    method: 'GET',
    path: '/account-info/v3/details',
    documentation: `${reference}/legacy/account/account-information/guide`,
  },
};
