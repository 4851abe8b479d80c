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

const driveItem = ['id', 'name', 'webUrl', 'size', 'file', 'folder', 'createdDateTime', 'lastModifiedDateTime'].join(
  '|',
);
const select = { $select: { type: 'string', pattern: `^(?:${driveItem})(?:,(?:${driveItem}))*$` } };
const columns = { type: 'object', minProperties: 1, propertyNames: { pattern: '^[A-Za-z_]\\w*(?:@odata\\.type)?$' } };
const literal = "'(?:[^']|'')*'";
const titled = { type: 'string', pattern: `^(?:startswith\\(fields/Title,${literal}\\)|fields/Title eq ${literal})$` };
const tokens = { $skiptoken: text, $skipToken: text, skipToken: text };
const itemsQuery = { $expand: { const: 'fields' }, $filter: titled, $top: top, ...tokens };
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

const getFileByName = { ...getFile, path: `${drive}/items/{folder}:/{file}` } as const;

const list: VendorCall = {
  method: 'GET',
  path: items,
  query: closed(itemsQuery),
  documentation: `${guide}/listitem-list`,
};

/**
 * What Microsoft describes of the calls of each operation, its own first; those that look for what a write may have made
 * are among them. Facts of microsoftgraph/microsoft-graph-docs-contrib, api-reference/v1.0: api/site-search.md (09a0244),
 * listitem-list.md (108af51), listitem-create.md (01784a9), listitem-update.md (06473d2), listitem-get.md and
 * list-list-columns.md (0273c46), driveitem-search.md (03e88f0), driveitem-get.md (14bf249), driveitem-get-content.md
 * (0713c45), driveitem-put-content.md (03e88f0; 250 MB as the page has it now), resources/driveitem.md (05402e3),
 * resources/sharepoint.md (0ce1a98); types and what may be null: microsoftgraph/msgraph-metadata, schemas/v1.0-Prod.csdl
 * (001f975).
 */
export const vendorCalls: Readonly<Record<string, readonly [VendorCall, ...VendorCall[]]>> = {
  'search-sites': [
    {
      method: 'GET',
      path: '/sites',
      query: closed({ search: text, $top: top, ...tokens }, ['search']),
      documentation: `${guide}/site-search`,
    },
  ],
  'list-items': both(list),
  'create-item': [
    ...both({
      method: 'POST',
      path: items,
      body: closed({ fields: { ...columns, required: ['Title'] } }, ['fields']),
      documentation: `${guide}/listitem-create`,
    }),
    ...both(list),
  ],
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
    query: closed({ ...select, $top: top, ...tokens }),
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
  'upload-file': [...both(upload), ...both(getFileByName)],
};

const named = (...names: readonly string[]) => closed({ $select: { const: names.join(',') } });

/** What asks who authorized, and for the organisation's main site. */
export const accountCalls: readonly VendorCall[] = [
  {
    ...{ method: 'GET', path: '/me', query: named('id', 'displayName', 'mail', 'userPrincipalName') },
    documentation: `${guide}/user-get`,
  },
  { method: 'GET', path: '/sites/root', query: named('displayName', 'webUrl'), documentation: `${guide}/site-get` },
];
