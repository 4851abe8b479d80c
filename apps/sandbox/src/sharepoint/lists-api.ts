import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { GraphError } from './graph-error.js';
import { columns, sites, type Site, type StoredItem } from './site-store.js';
import { pageOf, type Visit } from './visit.js';

const shownSite = ({ host }: Visit, { id, path, displayName, description }: Site) => ({
  ...{ id, displayName, description, name: path.split('/').at(-1) ?? '' },
  webUrl: `${host.url}/${path}`,
});

/** GET sites?search= */
export function searchSites(visit: Visit) {
  const wanted = (visit.query['search'] ?? '').toLowerCase();
  const found = sites.filter(
    ({ displayName, description }) => wanted === '*' || `${displayName} ${description}`.toLowerCase().includes(wanted),
  );
  return pageOf(
    visit,
    found.map((site) => shownSite(visit, site)),
  );
}

/** GET sites/{site} */
export const getSite = (visit: Visit) => shownSite(visit, visit.site);

/** GET .../columns */
export function listColumns({ named: [list = ''] }: Visit) {
  checkList(list);
  return { value: columns };
}

/** GET .../items, with the two filters that are asked for. */
export function listItems(visit: Visit) {
  const { store, site, query, named } = visit;
  checkList(named[0] ?? '');
  const filter = query['$filter'];
  const [, begins, equals] =
    /^(?:startswith\(fields\/Title,'((?:[^']|'')*)'\)|fields\/Title eq '((?:[^']|'')*)')$/.exec(filter ?? '') ?? [];
  if (filter !== undefined && begins === undefined && equals === undefined) {
    throw new GraphError(400, 'invalidRequest', 'Invalid filter clause.');
  }
  const wanted = (begins ?? equals ?? '').replaceAll("''", "'").toLowerCase();
  const found = store.items(site.id).filter(({ fields }) => {
    const title = String(fields['Title'] ?? '').toLowerCase();
    return equals === undefined ? title.startsWith(wanted) : title === wanted;
  });
  return pageOf(
    visit,
    found.map((item) => shownItem(visit, item)),
  );
}

/** GET .../items/{id} */
export const getItem = (visit: Visit) => shownItem(visit, foundItem(visit));

/** POST .../items */
export async function createItem(visit: Visit) {
  const { store, site, reply, named } = visit;
  checkList(named[0] ?? '');
  const { fields } = (await readJson(visit)) as { readonly fields?: StoredItem['fields'] };
  void reply.code(201);
  return shownItem(visit, store.addItem(site.id, checkedFields(fields)));
}

/** PATCH .../items/{id}/fields */
export async function updateFields(visit: Visit) {
  const item = foundItem(visit);
  const fields = checkedFields((await readJson(visit)) as StoredItem['fields']);
  return visit.store.changeItem(item, fields).fields;
}

function shownItem({ host, site }: Visit, { id, fields, created, modified }: StoredItem) {
  return {
    ...{ id, createdDateTime: created, lastModifiedDateTime: modified },
    webUrl: `${host.url}/${site.path}${site.path && '/'}Lists/Tasks/${id}_.000`,
    fields: { '@odata.etag': '"1"', id, ...fields },
  };
}

function checkList(list: string): void {
  if (list.toLowerCase() !== 'tasks') throw new GraphError(404, 'itemNotFound', 'The provided list was not found.');
}

function foundItem({ store, site, named: [list = '', id = ''] }: Visit): StoredItem {
  checkList(list);
  const item = store.item(site.id, id);
  if (item) return item;
  throw new GraphError(404, 'itemNotFound', 'The specified list item was not found.');
}

function checkedFields(fields: StoredItem['fields'] | undefined): StoredItem['fields'] {
  for (const [name, value] of Object.entries(fields ?? {})) {
    const column = columns.find((one) => one.name === name);
    if (column === undefined) throw new GraphError(400, 'invalidRequest', `Field '${name}' is not recognized`);
    const isWrong =
      'readOnly' in column ||
      ('number' in column ? typeof value !== 'number' : 'boolean' in column && value !== !!value);
    if (isWrong) throw new GraphError(400, 'invalidRequest', `Invalid data for field '${name}'`);
  }
  return fields ?? {};
}

async function readJson({ request }: Visit): Promise<unknown> {
  try {
    return JSON.parse(await text(request.body as Readable));
  } catch {
    throw new GraphError(400, 'BadRequest', 'Unable to read JSON request payload.');
  }
}
