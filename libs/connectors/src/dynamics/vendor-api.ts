import type { VendorCall } from '#connectors/testing';

const guide = 'https://learn.microsoft.com/power-apps/developer/data-platform/webapi';
const root = '/api/data/v9.2';

const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength });
const oneOf = (...values: readonly number[]) => ({ enum: values });
const body = (properties: object, required: readonly string[] = []) => ({
  ...{ type: 'object', properties, required, minProperties: 1, additionalProperties: false },
});

/**
 * Columns that can be written. Lengths, numbers and what is required are those of Microsoft's table reference:
 * MicrosoftDocs/dynamics-365-customer-engagement, ce/developer/reference/entities/lead.md (2fc968b) and incident.md
 * (2999bbf); MicrosoftDocs/powerapps-docs, powerapps-docs/developer/data-platform/reference/entities/contact.md (09770ae).
 * A status belongs to a state, which is never sent: only those of open leads and active cases may be.
 */
const lead = {
  ...{ subject: text(300), firstname: text(50), lastname: text(50), companyname: text(100), jobtitle: text(100) },
  ...{ emailaddress1: text(100), telephone1: text(50), mobilephone: text(20), description: text(2_000) },
  ...{ leadqualitycode: oneOf(1, 2, 3), leadsourcecode: oneOf(1, 2, 3, 4, 5, 6, 7, 8, 9, 10) },
  statuscode: oneOf(1, 2),
};
const contact = {
  ...{ firstname: text(50), lastname: text(50), jobtitle: text(100), emailaddress1: text(100) },
  ...{ telephone1: text(50), mobilephone: text(50), description: text(2_000) },
};
const incident = {
  ...{ title: text(200), description: text(2_000), prioritycode: oneOf(1, 2, 3), casetypecode: oneOf(1, 2, 3) },
  ...{ caseorigincode: oneOf(1, 2, 3, 2483, 3986, 700610000), statuscode: oneOf(1, 2, 3, 4) },
};
const guid = '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
const customer = {
  'customerid_contact@odata.bind': { type: 'string', pattern: `^/contacts\\(${guid}\\)$` },
  'customerid_account@odata.bind': { type: 'string', pattern: `^/accounts\\(${guid}\\)$` },
};
const oneCustomer = { oneOf: Object.keys(customer).map((name) => ({ required: [name] })) };

const select = { type: 'string', pattern: '^[a-z0-9_]+(,[a-z0-9_]+)*$' };
const selecting = { type: 'object', properties: { $select: select }, additionalProperties: false };
const search = {
  type: 'object',
  properties: {
    $select: select,
    $filter: { type: 'string', pattern: "^contains\\(\\w+,'.*'\\)( or contains\\(\\w+,'.*'\\))*$" },
    $orderby: { type: 'string', pattern: '^\\w+ (asc|desc)(,\\w+ (asc|desc))*$' },
    $skiptoken: { type: 'string', pattern: '^<cookie pagenumber="\\d+".*/>$' },
  },
  additionalProperties: false,
};

/** The five calls of a table, by operation. */
function callsOf(name: string, plural: string, table: { set: string; create: object; update: object }) {
  const { set, create, update } = table;
  const one = `${root}/${set}({id})`;
  return {
    [`create-${name}`]: [
      {
        method: 'POST',
        path: `${root}/${set}`,
        query: selecting,
        body: create,
        documentation: `${guide}/create-entity-web-api`,
      },
    ],
    [`get-${name}`]: [
      { method: 'GET', path: one, query: selecting, documentation: `${guide}/retrieve-entity-using-web-api` },
    ],
    [`update-${name}`]: [
      {
        ...{ method: 'PATCH', path: one, query: selecting, body: update },
        documentation: `${guide}/update-delete-entities-using-web-api`,
      },
    ],
    [`delete-${name}`]: [
      { method: 'DELETE', path: one, documentation: `${guide}/update-delete-entities-using-web-api` },
    ],
    [`search-${plural}`]: [
      { method: 'GET', path: `${root}/${set}`, query: search, documentation: `${guide}/query/overview` },
    ],
  } as const satisfies Record<string, readonly VendorCall[]>;
}

/**
 * What the requests of each operation must be, by the operation's name, as Microsoft's guide to the Web API (v9.2) has it:
 * MicrosoftDocs/powerapps-docs, powerapps-docs/developer/data-platform/webapi: create-entity-web-api.md and
 * update-delete-entities-using-web-api.md (00ca56a), query/page-results.md and query/filter-rows.md (1943c1c).
 */
export const vendorApi: Readonly<Record<string, readonly VendorCall[]>> = {
  ...callsOf('lead', 'leads', {
    ...{ set: 'leads', create: body(lead, ['subject', 'lastname']), update: body(lead) },
  }),
  ...callsOf('contact', 'contacts', {
    ...{ set: 'contacts', create: body(contact, ['lastname']), update: body(contact) },
  }),
  ...callsOf('case', 'cases', {
    ...{
      set: 'incidents',
      create: { ...body({ ...incident, ...customer }, ['title']), ...oneCustomer },
      update: body(incident),
    },
  }),
};

/** What asks who authorized, and in which organisation. */
export const accountCalls: readonly VendorCall[] = [
  { method: 'GET', path: `${root}/WhoAmI`, documentation: `${guide}/use-web-api-functions` },
  ...['systemusers', 'organizations'].map((set) => ({
    ...({ method: 'GET', path: `${root}/${set}({id})`, query: selecting } as const),
    documentation: `${guide}/retrieve-entity-using-web-api`,
  })),
];

/** Headers of every request, as compose-http-requests-handle-errors.md (05cfff5) asks for them. */
export const vendorHeaders = {
  ...{ accept: 'application/json', 'odata-version': '4.0', 'odata-maxversion': '4.0', 'if-none-match': 'null' },
};

/** What a write carries besides, so that it answers the record, and a change never creates one. */
export const writeHeaders: Readonly<Record<string, object>> = {
  POST: { 'content-type': 'application/json', prefer: 'return=representation' },
  PATCH: { 'content-type': 'application/json', prefer: 'return=representation', 'if-match': '*' },
};
