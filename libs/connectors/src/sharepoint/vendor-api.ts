import type { VendorCall } from '#connectors/testing';

const guide = 'https://learn.microsoft.com/graph/api';
const text = { type: 'string', minLength: 1 };
const top = { type: 'string', pattern: '^[1-9]\\d{0,2}$' };

const closed = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  required,
  additionalProperties: false,
  properties,
});

const select = { $select: text };
const columns = { type: 'object', minProperties: 1, propertyNames: { pattern: '^[A-Za-z_]\\w*(?:@odata\\.type)?$' } };
const itemsQuery = { $expand: { const: 'fields' }, $filter: text, $top: top, $skiptoken: text };
const drive = '/sites/{site}/drive';
const items = '/sites/{site}/lists/{list}/items';
const byLink = '/sites/{hostname}:/{kind}/{name}:';

/** The same calls by the id of a site, and by the path in its link. */
const both = (call: VendorCall): readonly [VendorCall, VendorCall] => [
  call,
  { ...call, path: call.path.replace('/sites/{site}', byLink) },
];

const getItem = {
  method: 'GET',
  path: `${items}/{id}`,
  query: closed({ $expand: { const: 'fields' } }),
  documentation: `${guide}/listitem-get`,
} as const;

const getFile = {
  method: 'GET',
  path: `${drive}/items/{id}`,
  query: closed(select),
  documentation: `${guide}/driveitem-get`,
} as const;

const upload = {
  method: 'PUT',
  path: `${drive}/items/{folder}:/{file}:/content`,
  query: closed({ '@microsoft.graph.conflictBehavior': { enum: ['fail', 'rename', 'replace'] } }),
  body: { type: 'string' },
  documentation: `${guide}/driveitem-put-content`,
} as const;

/** What Microsoft describes of the calls of each operation, its own first. */
export const vendorCalls: Readonly<Record<string, readonly [VendorCall, ...VendorCall[]]>> = {
  'search-sites': [
    {
      method: 'GET',
      path: '/sites',
      query: closed({ search: text, $top: top, $skiptoken: text }, ['search']),
      documentation: `${guide}/site-search`,
    },
  ],
  'list-items': both({
    method: 'GET',
    path: items,
    query: closed(itemsQuery),
    documentation: `${guide}/listitem-list`,
  }),
  'create-item': both({
    method: 'POST',
    path: items,
    body: closed({ fields: { ...columns, required: ['Title'] } }, ['fields']),
    documentation: `${guide}/listitem-create`,
  }),
  'update-item': [
    ...both({
      method: 'PATCH',
      path: `${items}/{id}/fields`,
      body: columns,
      documentation: `${guide}/listitem-update`,
    }),
    ...both(getItem),
    ...both({
      method: 'GET',
      path: '/sites/{site}/lists/{list}/columns',
      documentation: `${guide}/list-list-columns`,
    }),
  ],
  'search-files': both({
    method: 'GET',
    path: `${drive}/root/{search}`,
    query: closed({ ...select, $top: top, $skiptoken: text }),
    documentation: `${guide}/driveitem-search`,
  }),
  'download-file': [
    ...both({
      method: 'GET',
      path: `${drive}/items/{id}/content`,
      documentation: `${guide}/driveitem-get-content`,
    }),
    ...both(getFile),
  ],
  'upload-file': both(upload),
};
